using System.Globalization;

namespace Microsoft.ML.AutoML;

/// <summary>
/// One line per trial: its loss at three decimals, its parameter as a point of the feature space at three decimals, no model.
/// </summary>
internal sealed class Checkpoint : ITrialResultManager
{
    private const int Columns = 5;
    private readonly string _path;
    private readonly SearchSpace.SearchSpace _space;
    private readonly List<TrialResult> _loaded;
    private readonly List<TrialResult> _added = [];

    internal Checkpoint(string path, SearchSpace.SearchSpace space)
    {
        (_path, _space) = (path, space);
        _loaded = File.Exists(path) ? [.. File.ReadLines(path).Skip(1).Select(Parse)] : [];
    }

    public IEnumerable<TrialResult> GetAllTrialResults() => _loaded.Concat(_added);

    public void AddOrUpdateTrialResult(TrialResult result) => _added.Add(result);

    public void Save()
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
        double?[] values = [trial.Loss, trial.DurationInMilliseconds, null, null];
        var point = _space.MappingToFeatureSpace(trial.TrialSettings.Parameter).Select(p => (double?)p);
        var texts = values.Concat(point).Select(v => v?.ToString("F3", CultureInfo.InvariantCulture));
        return string.Join(',', texts.Prepend(trial.TrialSettings.TrialId.ToString(CultureInfo.InvariantCulture)));
    }

    private TrialResult Parse(string line)
    {
        var fields = line.Split(',');
        double[] point = [.. fields.Skip(Columns).Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
        return new()
        {
            TrialSettings = new()
            {
                TrialId = int.Parse(fields[0], CultureInfo.InvariantCulture),
                Parameter = _space.SampleFromFeatureSpace(point)
            },
            Loss = float.Parse(fields[1], CultureInfo.InvariantCulture),
            DurationInMilliseconds = float.Parse(fields[2], CultureInfo.InvariantCulture),
        };
    }
}
