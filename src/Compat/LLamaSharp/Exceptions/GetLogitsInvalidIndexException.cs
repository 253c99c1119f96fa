namespace LLama.Exceptions;

/// <summary>Stands for LLama.Exceptions.GetLogitsInvalidIndexException.</summary>
public class GetLogitsInvalidIndexException(int index) : RuntimeError($"No logits for index {index} in the last batch")
{
    public int Index { get; } = index;
}
