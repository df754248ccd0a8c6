using Microsoft.ML;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(LanguageModelTransformer),
    null,
    typeof(SignatureLoadModel),
    "Recurrent Language Model",
    LanguageModelTransformer.LoaderSignature)]

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

public sealed partial class LanguageModelTransformer : ICanSaveModel
{
    internal const string LoaderSignature = "RecurrentLanguageModel";

    private const string ModelSignature = "RCRNTLNG";
    private const string DescriptionStream = "Description";

    // *** Binary format ***
    // side stream "Description": the model as JSON, see LanguageModelDescription
    // side stream "Weights": the network's state in TorchSharp's format
    // side stream "Checksum": since version 2, see ModelChecksum
    private static VersionInfo Version => new(
        modelSignature: ModelSignature,
        verWrittenCur: ModelChecksum.FirstVersion, // with a checksum, which the first version passes over
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(LanguageModelTransformer).Assembly.FullName!,
        loaderSignature: LoaderSignature);

    /// <inheritdoc />
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        _predictor.ThrowIfDisposed();

        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        var description = LanguageModelDescription.Of(_model).ToJson();
        ctx.SaveBinaryStream(DescriptionStream, writer => writer.Write(description));
        ctx.SaveWeights(description, [], _predictor.SaveWeights);
    }

    // Called by ML.NET through the assembly's LoadableClass attribute.
    private static LanguageModelTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        using var channel = env.Start(nameof(LanguageModelTransformer));
        channel.RequireTorch();
        var description = ctx.Read(DescriptionStream, reader => reader.ReadString());

        var settings = EnvironmentSettings.Of(env);
        var device = ComputeDevice.Choose(
            settings.GpuDeviceId, settings.FallbackToCpu, line => channel.Warning(MessageSensitivity.None, line));
        return ctx.ReadWeights(description, [], line => channel.Warning(MessageSensitivity.None, line), weights =>
        {
            var model = LanguageModelDescription.Read(description);
            return new LanguageModelTransformer(model, LanguageModelPredictor.Load(
                model.Genotype, model.Network, model.Vocabulary.Count, model.Vocabulary.Find(Corpus.EndWord), device, model
                    .KernelThreads, weights))
            {
                Environment = env,
            };
        });
    }
}
