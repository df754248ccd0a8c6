namespace ImageSearch;

/// <summary>One image as a row of data: planar pixels and the name of its class.</summary>
internal sealed class ImageRow
{
    public float[] Pixels { get; set; } = [];

    public string Label { get; set; } = "";
}

/// <summary>What the trained model says of one image.</summary>
internal sealed class ImagePrediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
