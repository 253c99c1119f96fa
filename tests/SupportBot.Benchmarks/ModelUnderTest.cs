using SupportBot.Benchmarks.RandomModels;
using SupportBot.Hosting;

namespace SupportBot.Benchmarks;

/// <summary>The model file to measure: one that is given, or one with random weights of a named shape, made once and kept.</summary>
internal static class ModelUnderTest
{
    private const int Seed = 21;

    private static string Folder => Path.Combine(Settings.Root, "artifacts", "benchmark-models");

    /// <returns>The path of a GGUF file, and whether its weights are random.</returns>
    public static (string Path, bool IsRandom) Find(string? file, string shapeName)
    {
        if (file is not null)
            return File.Exists(file) ? (Path.GetFullPath(file), false) : throw new FileNotFoundException($"There is no model file {file}.");
        var shape = ModelShape.Named(shapeName);
        var path = Path.Combine(Folder, $"{shape.Name}-{Seed}.gguf");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Folder);
            Report.Progress($"Writing a model of the shape {shape.Name} with random weights to {path} ...");
            RandomModel.Write(path + ".part", shape, Seed, ReadTexts.All);
            File.Move(path + ".part", path, overwrite: true);
        }

        return (path, true);
    }
}
