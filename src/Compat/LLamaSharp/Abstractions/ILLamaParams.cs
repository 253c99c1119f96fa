namespace LLama.Abstractions;

/// <summary>Stands for LLama.Abstractions.ILLamaParams.</summary>
public interface ILLamaParams : IModelParams, IContextParams;
