namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;
                    private readonly int[] _milestones;

                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1)
                    {
                        (_schedulers, _milestones) = (schedulers.ToArray(), milestones.ToArray());
                        if (_schedulers.Any(scheduler => scheduler.Optimizer != optimizer))
                            throw new ArgumentException("SequentialLR expects all schedulers to belong to the same optimizer.");
                        if (_milestones.Length != _schedulers.Length - 1)
                            throw new ArgumentException($"SequentialLR expects one milestone fewer than schedulers, got {_milestones.Length} and {_schedulers.Length}.");

                        // Each scheduler took its first step when it was made; those steps are undone before the first one starts for good.
                        foreach (var group in optimizer.ParamGroups)
                            group.LearningRate = group.InitialLearningRate;
                        foreach (var scheduler in _schedulers)
                            scheduler.LastEpoch--;
                        _schedulers[0].step();
                        LastRates = _schedulers[0].LastRates;
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        var current = _milestones.Count(milestone => milestone <= LastEpoch);
                        if (current > 0 && _milestones[current - 1] == LastEpoch)
                            _schedulers[current].step(0);
                        else
                            _schedulers[current].step();
                        return Scaled(1);
                    }
                }
            }
        }
    }
}
