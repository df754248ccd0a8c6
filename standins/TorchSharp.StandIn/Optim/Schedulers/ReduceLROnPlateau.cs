namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _lowerIsBetter;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly double _threshold;
                    private readonly double _smallestChange;
                    private readonly int _patience;
                    private readonly int _cooldown;
                    private readonly List<double> _minimumRates;
                    private double _best;
                    private int _badEpochs;
                    private int _cooling;

                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double> min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1)
                            throw new ArgumentException("Factor should be < 1.0");
                        if (mode is not ("min" or "max"))
                            throw new ArgumentException($"mode {mode} is unknown!");
                        if (threshold_mode is not ("rel" or "abs"))
                            throw new ArgumentException($"threshold mode {threshold_mode} is unknown!");

                        (_lowerIsBetter, _relative) = (mode == "min", threshold_mode == "rel");
                        (_factor, _patience, _threshold, _cooldown, _smallestChange) = (factor, patience, threshold, cooldown, eps);
                        _minimumRates = optimizer.ParamGroups.Select((_, i) => min_lr is null or { Count: 0 } ? 0 : min_lr[min_lr.Count == 1 ? 0 : i]).ToList();
                        _best = _lowerIsBetter ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    public override void step() => throw new InvalidOperationException("step() should not be used with the ReduceLROnPlateau scheduler.");

                    public override void step(int? epoch) => throw new InvalidOperationException("step(int?) should not be used with the ReduceLROnPlateau scheduler.");

                    public override void step(double current, int? epoch = null)
                    {
                        LastEpoch = epoch ?? LastEpoch + 1;
                        var better = IsBetter(current);
                        if (better)
                            _best = current;
                        _badEpochs = better ? 0 : _badEpochs + 1;

                        if (_cooling > 0)
                        {
                            _cooling--;
                            _badEpochs = 0;
                        }

                        if (_badEpochs > _patience)
                        {
                            Reduce();
                            _cooling = _cooldown;
                            _badEpochs = 0;
                        }

                        LastRates = Optimizer.ParamGroups.Select(group => group.LearningRate).ToList();
                    }

                    private bool IsBetter(double value)
                    {
                        var sign = _lowerIsBetter ? -1 : 1;
                        var bar = _relative ? _best * (1 + sign * _threshold) : _best + sign * _threshold;
                        return _lowerIsBetter ? value < bar : value > bar;
                    }

                    private void Reduce()
                    {
                        foreach (var (group, minimum) in Optimizer.ParamGroups.Zip(_minimumRates))
                        {
                            var reduced = Math.Max(group.LearningRate * _factor, minimum);
                            if (group.LearningRate - reduced > _smallestChange)
                                group.LearningRate = reduced;
                        }
                    }
                }
            }
        }
    }
}
