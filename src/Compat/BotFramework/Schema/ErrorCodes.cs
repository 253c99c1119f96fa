namespace Microsoft.Bot.Schema;

/// <summary>Codes of the errors that channels report. Stands for <c>Microsoft.Bot.Schema.ErrorCodes</c>.</summary>
public class ErrorCodes
{
    public const string BadArgument = "BadArgument";

    public const string BadSyntax = "BadSyntax";

    public const string MessageSizeTooBig = "MessageSizeTooBig";

    public const string MissingProperty = "MissingProperty";

    public const string ServiceError = "ServiceError";
}
