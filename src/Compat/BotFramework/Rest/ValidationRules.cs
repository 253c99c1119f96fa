namespace Microsoft.Rest;

/// <summary>Names of the rules that arguments are checked against. Stands for <c>Microsoft.Rest.ValidationRules</c>.</summary>
public static class ValidationRules
{
    public const string CannotBeNull = "CannotBeNull";
}
