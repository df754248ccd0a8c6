using Microsoft.ML;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(CellNetworkTransformer), null, typeof(SignatureLoadModel), "Cell Network", CellNetworkTransformer.LoaderSignature)]

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

public sealed partial class CellNetworkTransformer : ICanSaveModel
{
    internal const string LoaderSignature = "CellNetwork";

    private const string ModelSignature = "CELLNETW";
    private const string WeightsStream = "Weights";

    // *** Binary format ***
    // string: the model's description as JSON, see ModelDescription
    // the label's classes, see LabelClasses
    // side stream "Weights": the network's state in TorchSharp's format
    private static VersionInfo Version => new(
        modelSignature: ModelSignature,
        verWrittenCur: 0x00010001, // the first
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(CellNetworkTransformer).Assembly.FullName!,
        loaderSignature: LoaderSignature);

    /// <inheritdoc />
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        _predictor.ThrowIfDisposed();

        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.SaveNonEmptyString(ModelDescription.Of(_model).ToJson());
        _model.Classes.Write(ctx.Writer);
        ctx.SaveBinaryStream(WeightsStream, _predictor.SaveWeights);
    }

    // Called by ML.NET through the assembly's LoadableClass attribute.
    private static CellNetworkTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var description = ModelDescription.FromJson(ctx.LoadNonEmptyString());
        var model = description.ToModel(LabelClasses.Read(ctx.Reader));

        var settings = EnvironmentSettings.Of(env);
        using var channel = env.Start(nameof(CellNetworkTransformer));
        var device = ComputeDevice.Choose(
            settings.GpuDeviceId, settings.FallbackToCpu, line => channel.Warning(MessageSensitivity.None, line));
        CellNetworkPredictor? predictor = null;
        if (!ctx.TryLoadBinaryStream(WeightsStream, reader => predictor = CellNetworkPredictor.Load(
            model.Network, model.Statistics, model.Shape, model.Classes.Count, device, reader)))
        {
            throw new FormatException($"The model file is damaged: '{WeightsStream}' is missing.");
        }

        return new CellNetworkTransformer(model, predictor!);
    }
}
