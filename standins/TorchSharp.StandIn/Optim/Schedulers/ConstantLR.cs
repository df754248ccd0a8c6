namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _length;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_factor, _length) = (factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch == 0)
                            return Scaled(_factor);
                        return Scaled(LastEpoch == _length ? 1 / _factor : 1);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() => ScaledBase(LastEpoch >= _length ? 1 : _factor);
                }
            }
        }
    }
}
