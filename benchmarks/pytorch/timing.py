"""Times a step several times. Import it before torch: threads that wait are to sleep."""
import os
import time

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def measure(step, steps, warm_up=1):
    for _ in range(warm_up):
        step()
    for _ in range(steps):
        begin, processor = time.perf_counter(), time.process_time()
        step()
        print(f"step {time.perf_counter() - begin:.5f} {time.process_time() - processor:.5f}", flush=True)
