using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

// Usage: LoadInCleanProcess model.zip images.csv
//    or: LoadInCleanProcess model.zip texts.txt texts
//    or: LoadInCleanProcess model.zip texts.txt language
//    or: LoadInCleanProcess save model.zip target.zip
//    or: LoadInCleanProcess tokens
//    or: LoadInCleanProcess first model.zip
// Prints a line for every row: the predicted label and the bits of the scores, or the bits of the perplexity and the next words.
// or, to save, a line every time that the model was saved over the target, until the process is killed,
// or, for tokens, a line for every 256 characters of Unicode: a digest of the tokens of texts that they begin, stand within and end;
// or, for first, a line for every way to use the library: what it throws where TorchSharp's native libraries are missing.
if (args is ["tokens"])
{
    UnicodeTokens.Write();
    return;
}

if (args is ["first", var path])
{
    FirstUses.Write(path);
    return;
}

var ml = new MLContext();
if (args is ["save", var source, var target])
{
    var saved = ml.Model.Load(source, out _);
    while (true)
    {
        ml.Model.SaveAtomically(saved, null, target);
        Console.WriteLine("saved");
    }
}

var model = ml.Model.Load(args[0], out _);
var lines = File.ReadLines(args[1]);
var view = args.Length > 2
    ? ml.Data.LoadFromEnumerable(lines.Select(line => new Message { Text = line }))
    : ml.Data.LoadFromEnumerable(lines.Select(line => new Image
    {
        Pixels = [.. line.Split(',').Select(pixel => float.Parse(pixel, CultureInfo.InvariantCulture))],
    }));

var scored = model.Transform(view);
if (args is [_, _, "language"])
{
    foreach (var row in ml.Data.CreateEnumerable<Continuation>(scored, reuseRowObject: false))
    {
        Console.WriteLine($"{BitConverter.SingleToInt32Bits(row.Perplexity)} {string.Join(' ', row.NextWords)}");
    }

    return;
}

foreach (var row in ml.Data.CreateEnumerable<Prediction>(scored, reuseRowObject: false))
{
    Console.WriteLine($"{row.PredictedLabel} {string.Join(' ', row.Score.Select(BitConverter.SingleToInt32Bits))}");
}

internal sealed class Image
{
    public string Label { get; set; } = "";

    [VectorType(1, 8, 8)]
    public float[] Pixels { get; set; } = [];
}

internal sealed class Message
{
    public string Label { get; set; } = "";

    public string Text { get; set; } = "";
}

internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}

internal sealed class Continuation
{
    public float Perplexity { get; set; }

    public string[] NextWords { get; set; } = [];
}
