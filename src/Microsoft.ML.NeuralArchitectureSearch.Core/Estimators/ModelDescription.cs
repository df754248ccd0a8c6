using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>What a model file says of a model, but its classes and its weights.</summary>
internal sealed record ModelDescription
{
    public required ClassifierColumnNames Columns { get; init; }

    public required Architecture Architecture { get; init; }

    /// <summary>Size of a network of cells.</summary>
    public CellNetworkOptions? Network { get; init; }

    /// <summary>Layers of any other network.</summary>
    public NetworkGraph? Graph { get; init; }

    public required MapShape Shape { get; init; }

    /// <summary>Statistics of images; none for texts.</summary>
    public ImmutableArray<float> Mean { get; init; } = [];

    public ImmutableArray<float> StandardDeviation { get; init; } = [];

    /// <summary>How texts become numbers; none for images.</summary>
    public SavedEncoder? Text { get; init; }

    /// <summary>Threads of the kernels; missing where the training left them open, and in files of older versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? KernelThreads { get; init; }

    public required ImmutableArray<EpochRecord> TrainingHistory { get; init; }

    public NeuralArchitectureSearchResult? SearchResult { get; init; }

    public static ModelDescription Of(ClassifierModel model) => new()
    {
        Columns = model.Columns,
        Architecture = model.Network.Architecture,
        Network = model.Network.Cells,
        Graph = model.Network.Graph,
        Shape = model.Input.Shape,
        Mean = (model.Input as ImageInput)?.Statistics.Mean ?? [],
        StandardDeviation = (model.Input as ImageInput)?.Statistics.StandardDeviation ?? [],
        Text = model.Input is EncodedText text ? SavedEncoder.Of(text.Encoder) : null,
        KernelThreads = model.KernelThreads,
        TrainingHistory = model.TrainingHistory,
        SearchResult = model.SearchResult is { } result ? result with { Candidates = [] } : null,
    };

    /// <exception cref="FormatException">The text describes no model.</exception>
    public static ClassifierModel Read(string text, LabelClasses classes) =>
        ModelJson.Read<ModelDescription, ClassifierModel>(text, description => description.ToModel(classes));

    public string ToJson() => ModelJson.Write(this);

    private ClassifierModel ToModel(LabelClasses classes)
    {
        var model = Read(classes);
        ModelChecks.Check(model);
        return model;
    }

    private ClassifierModel Read(LabelClasses classes) => new()
    {
        Columns = Columns,
        Classes = classes,
        Network = (Architecture, Network, Graph) switch
        {
            (Genotype genotype, { } size, null) => new FinalNetwork(genotype, size),
            (_, null, { } graph) => new FinalNetwork(Architecture, graph),
            _ => throw new FormatException("The model file is damaged: it describes neither a network of cells nor one of layers."),
        },
        Input = Text is null ? new ImageInput(Shape, new PixelStatistics(Mean, StandardDeviation)) : new EncodedText(Text.ToEncoder()),
        KernelThreads = KernelThreads is { } threads ? Checked.NotNegative(threads, nameof(KernelThreads)) : null,
        TrainingHistory = TrainingHistory,
        SearchResult = SearchResult,
    };
}
