namespace TorchSharp;

public class AnomalyMode : IDisposable
{
    private readonly bool _wasEnabled = IsEnabled;
    private readonly bool _didCheckNaN = ShouldCheckNaN;

    public AnomalyMode(bool enabled, bool check_nan = true) => Shim.shim_set_anomaly_mode(enabled ? 1 : 0, check_nan ? 1 : 0);

    public static unsafe bool IsEnabled
    {
        get
        {
            int checkNaN;
            return Shim.shim_anomaly_mode(&checkNaN) != 0;
        }
    }

    public static unsafe bool ShouldCheckNaN
    {
        get
        {
            int checkNaN;
            _ = Shim.shim_anomaly_mode(&checkNaN);
            return checkNaN != 0;
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Shim.shim_set_anomaly_mode(_wasEnabled ? 1 : 0, _didCheckNaN ? 1 : 0);
    }
}
