namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                public class ChainedLR : LRScheduler
                {
                    private readonly List<LRScheduler> _schedulers;

                    public ChainedLR(IEnumerable<LRScheduler> schedulers) => _schedulers = schedulers.ToList();

                    public override void step()
                    {
                        foreach (var scheduler in _schedulers)
                            scheduler.step();
                    }
                }
            }
        }
    }
}
