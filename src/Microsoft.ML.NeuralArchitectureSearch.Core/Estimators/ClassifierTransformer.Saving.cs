using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

public abstract partial class ClassifierTransformer : ICanSaveModel
{
    private const string WeightsStream = "Weights";

    /// <summary>What a file of the model begins with.</summary>
    private protected abstract VersionInfo SavedVersion { get; }

    // *** Binary format ***
    // string: the model's description as JSON, see ModelDescription
    // the label's classes, see LabelClasses
    // side stream "Weights": the network's state in TorchSharp's format

    /// <inheritdoc />
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        _predictor.ThrowIfDisposed();

        ctx.CheckAtModel();
        ctx.SetVersionInfo(SavedVersion);
        ctx.SaveNonEmptyString(ModelDescription.Of(Model).ToJson());
        Model.Classes.Write(ctx.Writer);
        ctx.SaveBinaryStream(WeightsStream, _predictor.SaveWeights);
    }

    private protected static (ClassifierModel Model, ClassifierPredictor Predictor) Load(IHostEnvironment env, ModelLoadContext ctx, VersionInfo version)
    {
        ctx.CheckAtModel(version);
        using var channel = env.Start(version.LoaderSignature);
        channel.RequireTorch();
        var description = ctx.LoadNonEmptyString();
        var model = ModelDescription.Read(description, LabelClasses.Read(ctx.Reader));

        var settings = EnvironmentSettings.Of(env);
        var device = ComputeDevice.Choose(
            settings.GpuDeviceId, settings.FallbackToCpu, line => channel.Warning(MessageSensitivity.None, line));
        return (model, ctx.Read(WeightsStream, reader => ClassifierPredictor.Load(
            model.Network, (model.Input as ImageInput)?.Statistics, model.Input.Shape, model.Classes.Count, device, reader)));
    }
}
