namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                public class LinearLR : LRScheduler
                {
                    private readonly double _start;
                    private readonly double _end;
                    private readonly int _length;

                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_start, _end, _length) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch == 0)
                            return Scaled(_start);
                        if (LastEpoch > _length)
                            return Scaled(1);
                        return Scaled(1 + (_end - _start) / (_length * _start + (LastEpoch - 1) * (_end - _start)));
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        ScaledBase(_start + (_end - _start) * Math.Min(_length, LastEpoch) / _length);
                }
            }
        }
    }
}
