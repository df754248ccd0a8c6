"""Times a step several times. Import it before torch: threads that wait are to sleep."""
import os
import resource
import time

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def measure(step, steps, warm_up=1):
    print(f"rest {resident() / 1e6:.0f}")
    for _ in range(warm_up):
        step()
    for _ in range(steps):
        begin, processor = time.perf_counter(), time.process_time()
        step()
        print(f"step {time.perf_counter() - begin:.5f} {time.process_time() - processor:.5f}", flush=True)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6:.0f}")


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
