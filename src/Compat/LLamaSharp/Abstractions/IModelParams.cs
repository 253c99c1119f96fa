namespace LLama.Abstractions;

/// <summary>Stands for LLama.Abstractions.IModelParams: how weights are loaded.</summary>
public interface IModelParams
{
    int MainGpu { get; set; }

    int GpuLayerCount { get; }

    bool UseMemorymap { get; }

    bool UseMemoryLock { get; }

    string ModelPath { get; }

    bool VocabOnly { get; }

    bool CheckTensors { get; }
}
