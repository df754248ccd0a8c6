namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public abstract class LRScheduler
            {
                protected int _step_count;

                internal Optimizer Optimizer;
                internal int LastEpoch;
                internal IList<double> BaseRates;
                internal IList<double> LastRates;
                private readonly bool _verbose;

                protected LRScheduler() { }

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    (Optimizer, LastEpoch, _verbose) = (optimizer, last_epoch, verbose);
                    BaseRates = optimizer.ParamGroups.Select(group => group.InitialLearningRate).ToList();
                    LastRates = optimizer.ParamGroups.Select(group => group.LearningRate).ToList();
                }

                public virtual void step() => step((int?)null);

                /// Schedules are chained: each step computes the next rate from the present one, unless an epoch is named.
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    LastEpoch = epoch ?? LastEpoch + 1;
                    var rates = (epoch is null ? get_lr() : get_closed_form_lr()).ToList();
                    foreach (var (group, rate) in Optimizer.ParamGroups.Zip(rates))
                        group.LearningRate = rate;

                    if (_verbose && !rates.SequenceEqual(LastRates))
                        Console.WriteLine($"Adjusting learning rate to {string.Join(", ", rates)}");
                    LastRates = rates;
                }

                public virtual void step(double current, int? epoch = null) => step(epoch);

                public IEnumerable<double> get_last_lr() => LastRates;

                protected virtual IEnumerable<double> get_lr() => Scaled(1);

                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                internal IEnumerable<double> Scaled(double factor) => Optimizer.ParamGroups.Select(group => group.LearningRate * factor);

                internal IEnumerable<double> ScaledBase(double factor) => BaseRates.Select(rate => rate * factor);
            }
        }
    }
}
