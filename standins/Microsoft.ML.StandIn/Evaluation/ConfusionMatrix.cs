using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Counts by actual class (rows) and predicted class (columns).</summary>
public sealed class ConfusionMatrix
{
    private readonly string[] _names;

    internal ConfusionMatrix(double[][] counts, string[] names)
    {
        _names = names;
        NumberOfClasses = counts.Length;
        Counts = [.. counts.Select(row => (IReadOnlyList<double>)Array.AsReadOnly(row))];
        PerClassPrecision = [.. Enumerable.Range(0, counts.Length).Select(i => Ratio(counts[i][i], counts.Sum(row => row[i])))];
        PerClassRecall = [.. counts.Select((row, i) => Ratio(row[i], row.Sum()))];
    }

    public IReadOnlyList<double> PerClassPrecision { get; }

    public IReadOnlyList<double> PerClassRecall { get; }

    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses { get; }

    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        Check(predictedClassIndicatorIndex, nameof(predictedClassIndicatorIndex));
        Check(actualClassIndicatorIndex, nameof(actualClassIndicatorIndex));
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    public string GetFormattedConfusionTable()
    {
        var width = Math.Max(_names.Max(n => n.Length), 8);
        var text = new StringBuilder("Confusion table").AppendLine();
        Line("PREDICTED", _names, "Recall");
        for (var i = 0; i < NumberOfClasses; i++)
            Line($"{i}. {_names[i]}", Counts[i].Select(c => c.ToString("N0", CultureInfo.InvariantCulture)), PerClassRecall[i].ToString("F4", CultureInfo.InvariantCulture));
        Line("Precision", PerClassPrecision.Select(p => p.ToString("F4", CultureInfo.InvariantCulture)), "");
        return text.ToString();

        void Line(string head, IEnumerable<string> cells, string tail) =>
            text.Append(head.PadRight(width + 4)).Append("||").AppendJoin(" |", cells.Select(c => c.PadLeft(width))).Append(" | ").AppendLine(tail);
    }

    private void Check(int index, string name)
    {
        if (index < 0 || index >= NumberOfClasses)
            throw new ArgumentOutOfRangeException(name, "Invalid index. Should be non-negative, less than the number of classes.");
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
