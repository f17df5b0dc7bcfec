//! Running a process and measuring it: user time and peak memory as the system counts them.
#![allow(unsafe_code)]

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// One run.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Processor time in the program's own code.
    pub user: Duration,
    /// Processor time in the system.
    pub system: Duration,
    /// Wall-clock time.
    pub elapsed: Duration,
    /// The most memory in use, in bytes.
    pub memory: u64,
    /// What it printed.
    pub output: String,
    /// What it printed on standard error.
    pub errors: String,
}

/// Runs a command to its end. An exit status other than 0, and running longer than `patience`, are failures.
pub fn run(command: &mut Command, patience: Duration) -> Result<Sample, String> {
    let start = Instant::now();
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| format!("cannot start {:?}: {e}", command.get_program()))?;
    let pid = child.id() as libc::pid_t;
    let output = collect(child.stdout.take().expect("a pipe"));
    let errors = collect(child.stderr.take().expect("a pipe"));
    let (done, waits) = mpsc::channel::<()>();
    let watch = std::thread::spawn(move || {
        let late = waits.recv_timeout(patience) == Err(mpsc::RecvTimeoutError::Timeout);
        if late {
            // SAFETY: the process is ours and has not been waited for: `done` is sent before that.
            unsafe { libc::kill(pid, libc::SIGKILL) };
        }
        late
    });
    wait_until_ended(pid);
    drop(done);
    let elapsed = start.elapsed();
    let late = watch.join().unwrap_or(false);
    let (status, usage) = reap(pid)?;
    let text = |t: std::thread::JoinHandle<Vec<u8>>| String::from_utf8_lossy(&t.join().unwrap_or_default()).into_owned();
    let (output, errors) = (text(output), text(errors));
    if late {
        return Err(format!("took more than {} s", patience.as_secs()));
    }
    if !libc::WIFEXITED(status) || libc::WEXITSTATUS(status) != 0 {
        let how = if libc::WIFEXITED(status) { format!("status {}", libc::WEXITSTATUS(status)) } else { "a signal".into() };
        return Err(format!("ended with {how}: {}", errors.lines().next().unwrap_or_default()));
    }
    let time = |t: libc::timeval| Duration::from_secs(t.tv_sec as u64) + Duration::from_micros(t.tv_usec as u64);
    // The system counts in KiB.
    let memory = usage.ru_maxrss as u64 * 1024;
    Ok(Sample { user: time(usage.ru_utime), system: time(usage.ru_stime), elapsed, memory, output, errors })
}

fn collect(mut pipe: impl Read + Send + 'static) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        bytes
    })
}

/// Waits until a child has ended, and leaves it to be reaped, so that its number stays taken.
fn wait_until_ended(pid: libc::pid_t) {
    loop {
        // SAFETY: the structure is plain data that the system fills.
        let result = unsafe {
            let mut info: libc::siginfo_t = std::mem::zeroed();
            libc::waitid(libc::P_PID, pid as libc::id_t, &mut info, libc::WEXITED | libc::WNOWAIT)
        };
        if result == 0 || std::io::Error::last_os_error().kind() != std::io::ErrorKind::Interrupted {
            return;
        }
    }
}

fn reap(pid: libc::pid_t) -> Result<(i32, libc::rusage), String> {
    // SAFETY: the structure is plain data that the system fills; the child has ended.
    unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        let mut status = 0;
        if libc::wait4(pid, &mut status, 0, &mut usage) != pid {
            return Err(format!("cannot wait for the process: {}", std::io::Error::last_os_error()));
        }
        Ok((status, usage))
    }
}

/// Interrupts a process of ours that is still running.
pub fn interrupt(child: &std::process::Child) {
    // SAFETY: the process has not been waited for, so its number is its own.
    unsafe { libc::kill(child.id() as libc::pid_t, libc::SIGINT) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processes_are_measured() {
        let s = run(
            Command::new("sh").args(["-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo done"]),
            Duration::from_secs(60),
        );
        let s = s.unwrap();
        assert_eq!(s.output, "done\n");
        assert!(s.user > Duration::ZERO && s.memory > 100_000, "{s:?}");
    }

    #[test]
    fn failures_are_told() {
        let e = run(Command::new("sh").args(["-c", "echo oh >&2; exit 3"]), Duration::from_secs(60)).unwrap_err();
        assert_eq!(e, "ended with status 3: oh");
        let e = run(Command::new("sleep").arg("60"), Duration::from_millis(50)).unwrap_err();
        assert!(e.starts_with("took more than"), "{e}");
        assert!(run(&mut Command::new("/no/such/program"), Duration::from_secs(1)).unwrap_err().starts_with("cannot start"));
    }
}
