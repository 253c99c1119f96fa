namespace Microsoft.Bot.Builder;

/// <summary>Takes over an untyped recognizer result. Stands for <c>Microsoft.Bot.Builder.IRecognizerConvert</c>.</summary>
public interface IRecognizerConvert
{
    void Convert(dynamic result);
}
