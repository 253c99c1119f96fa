using System;

namespace Microsoft.Rest;

/// <summary>An argument that the service would refuse. Stands for <c>Microsoft.Rest.ValidationException</c>.</summary>
public class ValidationException : RestException
{
    public ValidationException()
    {
    }

    public ValidationException(string message)
        : base(message)
    {
    }

    public ValidationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ValidationException(string rule, string target)
        : this(rule, target, null)
    {
    }

    public ValidationException(string rule, string target, object details)
        : base(details == null ? $"'{target}' {Describe(rule)}." : $"'{target}' {Describe(rule)} '{details}'.")
    {
        Rule = rule;
        Target = target;
        Details = details;
    }

    public string Rule { get; private set; }

    public string Target { get; private set; }

    public object Details { get; private set; }

    private static string Describe(string rule) => rule == ValidationRules.CannotBeNull ? "cannot be null" : $"does not match rule '{rule}'";
}
