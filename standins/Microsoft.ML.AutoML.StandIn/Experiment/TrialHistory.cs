using System.Globalization;

namespace Microsoft.ML.AutoML;

/// <summary>The checkpoint: one line per trial, parameters as points of the feature space at three decimals, no models.</summary>
internal sealed class TrialHistory
{
    private readonly string _path;
    private readonly SearchSpace.SearchSpace _space;
    private readonly List<TrialResult> _loaded;
    private readonly List<TrialResult> _added = [];

    internal TrialHistory(string path, SearchSpace.SearchSpace space)
    {
        (_path, _space) = (path, space);
        _loaded = File.Exists(path) ? [.. File.ReadLines(path).Skip(1).Select(Parse)] : [];
    }

    internal int NextId => All.Select(t => t.TrialSettings.TrialId + 1).DefaultIfEmpty(0).Max();

    internal IEnumerable<TrialResult> All => _loaded.Concat(_added);

    internal void Add(TrialResult result) => _added.Add(result);

    internal void Save()
    {
        string[] header = ["id", "loss", "durationInMilliseconds", "peakCpu", "peakMemoryInMegaByte"];
        string[] names = [.. header, .. Enumerable.Range(0, _space.FeatureSpaceDim).Select(i => $"parameter_{i}")];
        var head = _loaded.Count == 0 ? [string.Join(',', names)] : Array.Empty<string>();
        File.AppendAllLines(_path, head.Concat(_added.OrderBy(t => t.TrialSettings.TrialId).Select(Format)));
        _loaded.AddRange(_added);
        _added.Clear();
    }

    private string Format(TrialResult trial)
    {
        double?[] values = [trial.Loss, trial.DurationInMilliseconds, trial.PeakCpu, trial.PeakMemoryInMegaByte];
        var point = _space.MappingToFeatureSpace(trial.TrialSettings.Parameter).Select(p => (double?)p);
        var texts = values.Concat(point).Select(v => v?.ToString("F3", CultureInfo.InvariantCulture));
        return string.Join(',', texts.Prepend(trial.TrialSettings.TrialId.ToString(CultureInfo.InvariantCulture)));
    }

    private TrialResult Parse(string line)
    {
        var fields = line.Split(',');
        double Number(int i) => double.TryParse(fields[i], CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
        double[] point = [.. Enumerable.Range(5, fields.Length - 5).Select(Number)];
        return new()
        {
            TrialSettings = new() { TrialId = int.Parse(fields[0], CultureInfo.InvariantCulture), Parameter = _space.SampleFromFeatureSpace(point) },
            Loss = Number(1),
            DurationInMilliseconds = Number(2),
            PeakCpu = Number(3),
            PeakMemoryInMegaByte = Number(4),
        };
    }
}
