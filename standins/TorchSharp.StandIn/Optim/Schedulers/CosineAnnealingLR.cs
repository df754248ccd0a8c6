namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _period;
                    private readonly double _minimum;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_period, _minimum) = (T_max, eta_min);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch == 0)
                            return Scaled(1);

                        var rates = Optimizer.ParamGroups.Select(group => group.LearningRate);
                        // At the bottom of the curve the quotient below would be 0 / 0: climb by the first step of the rising half instead.
                        if ((LastEpoch - 1 - _period) % (2 * _period) == 0)
                            return rates.Zip(BaseRates, (rate, top) => rate + (top - _minimum) * (1 - Math.Cos(Math.PI / _period)) / 2);
                        return rates.Select(rate => Height(LastEpoch) / Height(LastEpoch - 1) * (rate - _minimum) + _minimum);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => _minimum + (rate - _minimum) * Height(LastEpoch) / 2);

                    private double Height(int epoch) => 1 + Math.Cos(Math.PI * epoch / _period);
                }
            }
        }
    }
}
