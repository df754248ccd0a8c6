using Microsoft.ML;

namespace Beside;

/// <summary>A text, and whether it is good or bad.</summary>
internal sealed class Message
{
    public string Text { get; set; } = "";

    public string Label { get; set; } = "";

    public static IDataView View(MLContext context) => context.Data.LoadFromEnumerable(
        Enumerable.Range(0, 32).Select(
            row => new Message
            {
                Text = (row % 2 == 0 ? "a good day " : "a bad night ") + (row % 5),
                Label = row % 2 == 0 ? "good" : "bad",
            }).ToArray());
}
