namespace TextSearch;

/// <summary>A labelled text.</summary>
internal sealed class TextRow
{
    public string Label { get; set; } = "";

    public string Text { get; set; } = "";
}

/// <summary>What a model says of a text.</summary>
internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";

    public string Text { get; set; } = "";

    public float[] Score { get; set; } = [];
}
