namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                public class PolynomialLR : LRScheduler
                {
                    private readonly double _length;
                    private readonly double _power;

                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1.0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_length, _power) = (total_iters, power);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => LastEpoch == 0 || LastEpoch > _length
                        ? Scaled(1)
                        : Scaled(Math.Pow((1 - LastEpoch / _length) / (1 - (LastEpoch - 1) / _length), _power));

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        ScaledBase(Math.Pow(1 - Math.Min(_length, LastEpoch) / _length, _power));
                }
            }
        }
    }
}
