namespace LLama.Exceptions;

/// <summary>Stands for LLama.Exceptions.RuntimeError.</summary>
public class RuntimeError(string message) : Exception(message);
