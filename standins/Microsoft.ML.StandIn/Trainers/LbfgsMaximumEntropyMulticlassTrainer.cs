using Microsoft.ML.Transforms;

namespace Microsoft.ML.Trainers;

/// <summary>Softmax regression by L-BFGS, the linear baseline.</summary>
public sealed class LbfgsMaximumEntropyMulticlassTrainer
    : LbfgsTrainerBase<LbfgsMaximumEntropyMulticlassTrainer.Options, MulticlassPredictionTransformer<MaximumEntropyModelParameters>, MaximumEntropyModelParameters>
{
    internal LbfgsMaximumEntropyMulticlassTrainer(IHostEnvironment env, Options options)
        : base(
            env.Register("LbfgsMaximumEntropyMulticlass"),
            options,
            new SchemaShape.Column(options.FeatureColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false),
            new SchemaShape.Column(options.LabelColumnName, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true),
            options.ExampleWeightColumnName is null
                ? default
                : new SchemaShape.Column(options.ExampleWeightColumnName, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false))
    {
        if (options.EnforceNonNegativity)
            throw new NotSupportedException("The stand-in of ML.NET does not train with non-negative weights.");
    }

    public MulticlassPredictionTransformer<MaximumEntropyModelParameters> Fit(IDataView trainData, MaximumEntropyModelParameters modelParameters)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        return TrainFrom(trainData, modelParameters);
    }

    private protected override MulticlassPredictionTransformer<MaximumEntropyModelParameters> Train(IDataView data) => TrainFrom(data, null);

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
    {
        inputSchema.TryFindColumn(LabelColumn.Name, out var label);
        var common = new[]
        {
            SchemaShapes.AnnotationOf(AnnotationKinds.ScoreColumnKind, TextDataViewType.Instance, vector: false),
            SchemaShapes.AnnotationOf(AnnotationKinds.ScoreValueKind, TextDataViewType.Instance, vector: false),
            new SchemaShape.Column(AnnotationKinds.ScoreColumnSetId, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true),
        };
        var hasValues = label.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out var values);
        var score = hasValues && values.ItemType is TextDataViewType ? common.Append(values.CloneWithNewName(AnnotationKinds.SlotNames)) : common;
        var predicted = hasValues ? common.Append(values) : common;
        return
        [
            new SchemaShape.Column("PredictedLabel", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, new SchemaShape(predicted)),
            new SchemaShape.Column("Score", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, new SchemaShape(score)),
        ];
    }

    private MulticlassPredictionTransformer<MaximumEntropyModelParameters> TrainFrom(IDataView data, MaximumEntropyModelParameters initial)
    {
        using var channel = Host.Start("Training");
        var label = data.Schema[LabelColumn.Name];
        var feature = data.Schema[FeatureColumn.Name];
        var classes = checked((int)((KeyDataViewType)label.Type).Count);
        var features = ((VectorDataViewType)feature.Type).Size;
        var objective = ReadRows(data, label, feature, classes, features);
        var parameters = Start(initial, classes, features);
        var l1 = new double[parameters.Length];
        Array.Fill(l1, LbfgsOptions.L1Regularization / objective.Total, classes, parameters.Length - classes);
        new Lbfgs(LbfgsOptions.HistorySize, LbfgsOptions.OptimizationTolerance, Math.Min(LbfgsOptions.MaximumNumberOfIterations, 1000)).Minimize(
            parameters,
            l1,
            objective.Evaluate,
            (iteration, loss) =>
            {
                Host.CheckAlive();
                channel.Trace("Iteration {0}: loss {1}", iteration, loss);
            });
        var model = new MaximumEntropyModelParameters(
            [.. parameters.Take(classes).Select(p => (float)p)],
            [.. Enumerable.Range(0, classes).Select(c => parameters.Skip(classes + c * features).Take(features).Select(p => (float)p).ToArray())]);
        return new MulticlassPredictionTransformer<MaximumEntropyModelParameters>(Host, model, feature.Name, feature.Type, LabelDescription.Of(label));
    }

    private static double[] Start(MaximumEntropyModelParameters initial, int classes, int features)
    {
        var parameters = new double[classes + classes * features];
        if (initial is null)
            return parameters;
        if (initial.NumberOfClasses != classes || initial.NumberOfFeatures != features)
            throw new ArgumentException("The model to go on from has another number of classes or features.", nameof(initial));

        var weights = default(VBuffer<float>[]);
        initial.GetWeights(ref weights, out _);
        return [.. initial.GetBiases().Concat(weights.SelectMany(w => w.DenseValues())).Select(v => (double)v)];
    }

    private SoftmaxRegression ReadRows(IDataView data, DataViewSchema.Column label, DataViewSchema.Column feature, int classes, int features)
    {
        var weight = WeightColumn.IsValid ? data.Schema[WeightColumn.Name] : default(DataViewSchema.Column?);
        using var cursor = data.GetRowCursor(weight is { } w ? [label, feature, w] : [label, feature]);
        var readLabel = LabelReaders.AsSingle(cursor, label);
        var readFeatures = cursor.GetGetter<VBuffer<float>>(feature);
        var readWeight = weight is { } column ? cursor.GetGetter<float>(column) : ValueGetters.Constant(1f);
        var rows = new List<double[]>();
        var labels = new List<int>();
        var importance = new List<float>();
        var buffer = default(VBuffer<float>);
        var values = new float[features];
        while (cursor.MoveNext())
        {
            Host.CheckAlive();
            var value = readLabel();
            readFeatures(ref buffer);
            float share = 0;
            readWeight(ref share);
            // Rows with a missing label or feature are left out.
            if (float.IsNaN(value) || !float.IsFinite(share))
                continue;

            buffer.CopyTo(values);
            if (!values.All(float.IsFinite))
                continue;

            rows.Add(Array.ConvertAll(values, v => (double)v));
            labels.Add((int)value);
            importance.Add(share);
        }

        if (rows.Count == 0)
            throw new InvalidOperationException("Training set has 0 instances, aborting training.");

        return new SoftmaxRegression([.. rows], [.. labels], [.. importance], classes, features, LbfgsOptions.L2Regularization);
    }

    public sealed class Options : OptionsBase
    {
        public bool ShowTrainingStatistics;
    }
}
