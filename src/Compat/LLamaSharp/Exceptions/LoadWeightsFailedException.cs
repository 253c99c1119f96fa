namespace LLama.Exceptions;

/// <summary>Stands for LLama.Exceptions.LoadWeightsFailedException.</summary>
public class LoadWeightsFailedException(string modelPath) : RuntimeError($"Failed to load model '{modelPath}'")
{
    public string ModelPath { get; } = modelPath;
}
