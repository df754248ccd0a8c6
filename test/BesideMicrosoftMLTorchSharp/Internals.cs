using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.TorchSharp.NasBert;
using static TorchSharp.torch;

namespace Beside;

/// <summary>What Microsoft.ML.TorchSharp keeps to itself: the networks of its trainers.</summary>
internal static class Internals
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>One of the two layers that the networks over texts end with.</summary>
    public static nn.Module NewHead(Assembly assembly, string name) => (nn.Module)New(assembly, "NasBert.Models." + name, 4, 2, 0.1);

    /// <summary>
    /// Writes the file of weights that the trainer of text classification downloads when it is fitted: here of an encoder as it is made.
    /// </summary>
    public static void SaveFreshEncoder(TextClassificationTrainer trainer, MLContext context)
    {
        var assembly = trainer.GetType().Assembly;
        using var channel = ((IHostEnvironment)context).Start("Tokenizer");
        var extensions = assembly.GetType("Microsoft.ML.TorchSharp.Extensions.TokenizerExtensions")!;
        var words = Call(extensions, null, "RobertaModel", Call(extensions, null, "GetInstance", channel));
        var network = New(
            assembly,
            "NasBert.Models.ModelForPrediction",
            Field(trainer, "BertOptions"),
            Property(words, "PadIndex"),
            Property(words, "SymbolsCount"),
            2);

        var folder = Directory.CreateDirectory(Path.Combine(context.TempFilePath, "mlnet")).FullName;
        ((nn.Module)Call(network.GetType(), network, "GetEncoder")).save(Path.Combine(folder, "NasBert2000000.tsm"));
    }

    private static object New(Assembly assembly, string type, params object?[] arguments) =>
        Activator.CreateInstance(assembly.GetType("Microsoft.ML.TorchSharp." + type)!, Any, binder: null, arguments, culture: null)!;

    private static object Call(Type type, object? target, string name, params object?[] arguments) =>
        type.GetMethod(name, Any)!.Invoke(target, arguments)!;

    private static object? Property(object target, string name) => target.GetType().GetProperty(name, Any)!.GetValue(target);

    private static object? Field(object target, string name)
    {
        for (var type = target.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField(name, Any) is { } field)
            {
                return field.GetValue(target);
            }
        }

        throw new MissingFieldException(target.GetType().Name, name);
    }
}
