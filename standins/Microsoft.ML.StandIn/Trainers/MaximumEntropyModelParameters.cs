using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(MaximumEntropyModelParameters), null, typeof(SignatureLoadModel), "Multi-class logistic regression", MaximumEntropyModelParameters.LoaderSignature)]

namespace Microsoft.ML.Trainers;

public abstract class ModelParametersBase<TOutput> : ICanSaveModel
{
    private protected ModelParametersBase()
    {
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        SaveCore(ctx);
    }

    private protected abstract void SaveCore(ModelSaveContext ctx);
}

/// <summary>A linear score for each class.</summary>
public abstract class LinearMulticlassModelParametersBase : ModelParametersBase<VBuffer<float>>
{
    private protected readonly float[] Biases;
    private protected readonly float[][] Weights;

    private protected LinearMulticlassModelParametersBase(float[] biases, float[][] weights)
    {
        Biases = biases;
        Weights = weights;
    }

    internal int NumberOfClasses => Biases.Length;

    internal int NumberOfFeatures => Weights[0].Length;

    public IEnumerable<float> GetBiases() => Biases;

    public void GetWeights(ref VBuffer<float>[] weights, out int numClasses)
    {
        numClasses = Biases.Length;
        if (weights is null || weights.Length < numClasses)
            Array.Resize(ref weights, numClasses);
        for (var i = 0; i < numClasses; i++)
            VBuffer<float>.Copy(Weights[i], 0, ref weights[i], Weights[i].Length);
    }

    internal abstract void Score(in VBuffer<float> features, Span<float> scores);

    private protected void LinearScores(in VBuffer<float> features, Span<float> scores)
    {
        var values = features.GetValues();
        var indices = features.GetIndices();
        for (var c = 0; c < Biases.Length; c++)
        {
            var weights = Weights[c];
            var sum = Biases[c];
            for (var i = 0; i < values.Length; i++)
                sum += weights[features.IsDense ? i : indices[i]] * values[i];
            scores[c] = sum;
        }
    }
}

/// <summary>The softmax of a linear score for each class.</summary>
public sealed class MaximumEntropyModelParameters : LinearMulticlassModelParametersBase
{
    internal const string LoaderSignature = "MultiClassLRExec";

    private static readonly VersionInfo Version = Versions.Of("MULTI LR", LoaderSignature);

    internal MaximumEntropyModelParameters(float[] biases, float[][] weights)
        : base(biases, weights)
    {
    }

    internal override void Score(in VBuffer<float> features, Span<float> scores)
    {
        LinearScores(in features, scores);
        var largest = float.NegativeInfinity;
        foreach (var score in scores)
            largest = Math.Max(largest, score);

        var sum = 0f;
        foreach (ref var score in scores)
            sum += score = MathF.Exp(score - largest);
        foreach (ref var score in scores)
            score /= sum;
    }

    private static MaximumEntropyModelParameters Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var classes = ctx.Reader.ReadInt32();
        var features = ctx.Reader.ReadInt32();
        var biases = ReadSingles(classes);
        return new MaximumEntropyModelParameters(biases, [.. Enumerable.Range(0, classes).Select(_ => ReadSingles(features))]);

        float[] ReadSingles(int count)
        {
            var values = new float[count];
            for (var i = 0; i < count; i++)
                values[i] = ctx.Reader.ReadSingle();
            return values;
        }
    }

    private protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(NumberOfClasses);
        ctx.Writer.Write(NumberOfFeatures);
        foreach (var value in Biases.Concat(Weights.SelectMany(w => w)))
            ctx.Writer.Write(value);
    }
}
