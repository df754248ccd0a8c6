using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using static Microsoft.ML.SchemaShape.Column;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The two columns that a classifier adds, with the annotations that ML.NET's own multiclass scorers give them.</summary>
internal static class ScoreColumns
{
    /// <summary>What the columns look like before there is a model.</summary>
    /// <param name="input">The columns of the data.</param>
    /// <param name="names">Which of them are read, and what those are called that are added.</param>
    /// <param name="checkFeatures">
    /// Refuses feature columns that cannot be used: <see cref="CheckImages"/> or <see cref="CheckTexts"/>.
    /// </param>
    /// <exception cref="ArgumentException">The label or the feature column is missing or of a type that cannot be used.</exception>
    public static SchemaShape AddTo(SchemaShape input, ClassifierColumnNames names, Action<SchemaShape.Column> checkFeatures)
    {
        var label = CheckLabel(input, names.Label);
        checkFeatures(Find(input, names.Features, "feature"));

        var values = label.Annotations
            .FirstOrDefault(annotation => annotation is { Name: AnnotationNames.KeyValues, Kind: VectorKind.Vector });
        SchemaShape.Column[] keyValues = values.Name is null ? [] : [values];
        SchemaShape.Column[] slots = values.Name is null
            ? []
            :
            [
                new(AnnotationNames.SlotNames, VectorKind.Vector, TextDataViewType.Instance, false),
                new(AnnotationNames.TrainingLabelValues, VectorKind.Vector, values.ItemType, false),
            ];
        return new SchemaShape(
        [
            .. input.Where(column => column.Name != names.PredictedLabel && column.Name != names.Score),
            new(names.PredictedLabel, VectorKind.Scalar, label.ItemType, true, new SchemaShape([.. keyValues, .. ScoreShape()])),
            new(names.Score, VectorKind.Vector, NumberDataViewType.Single, false, new SchemaShape([.. slots, .. ScoreShape()])),
        ]);
    }

    /// <summary>The schema of scored data: the input's columns, then the predicted label, then the score.</summary>
    public static DataViewSchema AddTo(DataViewSchema input, ClassifierColumnNames names, LabelClasses classes)
    {
        var set = NextScoreColumnSet(input);
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(input);
        schema.AddColumn(names.PredictedLabel, classes.Key, PredictedLabelAnnotations(classes, set));
        schema.AddColumn(names.Score, new VectorDataViewType(NumberDataViewType.Single, classes.Count), ScoreAnnotations(classes, set));
        return schema.ToSchema();
    }

    private static SchemaShape.Column CheckLabel(SchemaShape input, string name)
    {
        var label = Find(input, name, "label");
        return label is { IsKey: true, Kind: VectorKind.Scalar } ? label : throw LabelColumn.Wrong(name, Describe(label));
    }

    /// <exception cref="ArgumentException">The column holds no images.</exception>
    public static void CheckImages(SchemaShape.Column features)
    {
        var isVector = features.Kind == VectorKind.Vector && !features.IsKey && features.ItemType.Equals(NumberDataViewType.Single);
        var isImage = features is { Kind: VectorKind.Scalar, ItemType: Transforms.Image.ImageDataViewType };
        if (!isVector && !isImage)
        {
            throw ImageColumns.WrongFeatures(features.Name, Describe(features), !features.IsKey && features.ItemType is NumberDataViewType);
        }
    }

    /// <exception cref="ArgumentException">The column holds no texts.</exception>
    public static void CheckTexts(SchemaShape.Column features)
    {
        if (features is not { Kind: VectorKind.Scalar, ItemType: TextDataViewType })
        {
            throw TextColumns.WrongFeatures(features.Name, Describe(features));
        }
    }

    private static SchemaShape.Column Find(SchemaShape input, string name, string role)
    {
        var column = input.FirstOrDefault(candidate => candidate.Name == name);
        return column.Name is null ? throw NamedColumn.Missing(name, role, input.Select(other => other.Name)) : column;
    }

    private static string Describe(SchemaShape.Column column)
    {
        var item = column.IsKey ? $"Key<{column.ItemType}>" : column.ItemType.ToString();
        return column.Kind switch
        {
            VectorKind.Vector => $"Vector<{item}>",
            VectorKind.VariableVector => $"Vector<{item}> of unknown size",
            _ => item!,
        };
    }

    private static IEnumerable<SchemaShape.Column> ScoreShape() =>
    [
        new(AnnotationNames.ScoreColumnSetId, VectorKind.Scalar, NumberDataViewType.UInt32, true),
        new(AnnotationNames.ScoreColumnKind, VectorKind.Scalar, TextDataViewType.Instance, false),
        new(AnnotationNames.ScoreValueKind, VectorKind.Scalar, TextDataViewType.Instance, false),
    ];

    private static DataViewSchema.Annotations PredictedLabelAnnotations(LabelClasses classes, uint set)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        classes.Values?.AddTo(annotations, AnnotationNames.KeyValues);
        AddScore(annotations, set, AnnotationNames.PredictedLabel);
        return annotations.ToAnnotations();
    }

    private static DataViewSchema.Annotations ScoreAnnotations(LabelClasses classes, uint set)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (classes.Values is { } values)
        {
            AddSlotNames(annotations, values);
            values.AddTo(annotations, AnnotationNames.TrainingLabelValues);
        }

        AddScore(annotations, set, AnnotationNames.Score);
        return annotations.ToAnnotations();
    }

    private static void AddSlotNames(DataViewSchema.Annotations.Builder annotations, LabelValues values)
    {
        var names = values.Names;
        annotations.Add(
            AnnotationNames.SlotNames, new VectorDataViewType(
                TextDataViewType.Instance,
                names.Length), (ref VBuffer<ReadOnlyMemory<char>> destination) =>
            {
                var editor = VBufferEditor.Create(ref destination, names.Length);
                for (var i = 0; i < names.Length; i++)
                {
                    editor.Values[i] = names[i].AsMemory();
                }

                destination = editor.Commit();
            });
    }

    private static void AddScore(DataViewSchema.Annotations.Builder annotations, uint set, string valueKind)
    {
        annotations.AddPrimitiveValue(AnnotationNames.ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), set);
        annotations.AddPrimitiveValue(
            AnnotationNames.ScoreColumnKind,
            TextDataViewType.Instance,
            AnnotationNames.MulticlassClassification.AsMemory());
        annotations.AddPrimitiveValue(AnnotationNames.ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
    }

    // The columns of one scorer carry the same number, those of the next scorer of a pipeline another.
    private static uint NextScoreColumnSet(DataViewSchema schema)
    {
        uint largest = 0;
        foreach (var column in schema)
        {
            if (column.Annotations.Schema.GetColumnOrNull(AnnotationNames.ScoreColumnSetId) is { } id && id.Type.RawType == typeof(uint))
            {
                uint value = 0;
                column.Annotations.GetValue(AnnotationNames.ScoreColumnSetId, ref value);
                largest = Math.Max(largest, value);
            }
        }

        return largest + 1;
    }
}
