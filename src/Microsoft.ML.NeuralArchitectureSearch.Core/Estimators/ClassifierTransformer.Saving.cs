using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

public abstract partial class ClassifierTransformer : ICanSaveModel
{
    /// <summary>What a file of the model begins with.</summary>
    private protected abstract VersionInfo SavedVersion { get; }

    // *** Binary format ***
    // string: the model's description as JSON, see ModelDescription
    // the label's classes, see LabelClasses
    // side stream "Weights": the network's state in TorchSharp's format
    // side stream "Checksum": since version 2, see ModelChecksum

    /// <inheritdoc />
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        _predictor.ThrowIfDisposed();

        ctx.CheckAtModel();
        ctx.SetVersionInfo(SavedVersion);
        var (description, classes) = (ModelDescription.Of(Model).ToJson(), Model.Classes.ToBytes());
        ctx.SaveNonEmptyString(description);
        ctx.Writer.Write(classes);
        ctx.SaveWeights(description, classes, _predictor.SaveWeights);
    }

    private protected static (ClassifierModel Model, ClassifierPredictor Predictor) Load(
        IHostEnvironment env,
        ModelLoadContext ctx,
        VersionInfo version)
    {
        ctx.CheckAtModel(version);
        using var channel = env.Start(version.LoaderSignature);
        channel.RequireTorch();
        var description = ctx.LoadNonEmptyString();
        var classes = LabelClasses.Read(ctx.Reader);

        var settings = EnvironmentSettings.Of(env);
        var device = ComputeDevice.Choose(
            settings.GpuDeviceId, settings.FallbackToCpu, line => channel.Warning(MessageSensitivity.None, line));
        ClassifierModel? model = null;
        var predictor = ctx.ReadWeights(description, classes.ToBytes(), line => channel.Warning(MessageSensitivity.None, line), weights =>
        {
            model = ModelDescription.Read(description, classes);
            return ClassifierPredictor.Load(
                model.Network, (model.Input as ImageInput)?.Statistics, model.Input.Shape, classes.Count, device, model
                    .KernelThreads, weights);
        });
        return (model!, predictor);
    }
}
