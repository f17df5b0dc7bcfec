//! The vm program as a child process: a crash, a hang or a leak in one case does not touch another, and what is tested is what
//! people use. The child is the test's own executable, which becomes the program when a variable is set; so there is nothing to
//! build beforehand, nor to be found.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

const VARIABLE: &str = "VM_TESTS_CHILD";

/// What a child did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// Its standard output.
    pub stdout: String,
    /// Its standard error.
    pub stderr: String,
    /// Its exit status; `None`: a signal ended it.
    pub exit: Option<i32>,
    /// It was ended after the time limit.
    pub late: bool,
}

/// To be called first in `main` of a test executable: in a child this is the vm program and does not return.
pub fn become_the_program_in_a_child() {
    if std::env::var_os(VARIABLE).is_some() {
        std::process::exit(vm_cli::main(std::env::args_os()));
    }
}

/// Runs the vm program with these arguments and this input, for at most `limit`.
pub fn run(args: &[String], stdin: &str, limit: Duration) -> std::io::Result<Outcome> {
    let mut command = Command::new(std::env::current_exe()?);
    let folder = folder()?;
    command.args(args).env_clear().env(VARIABLE, "1").env("TMPDIR", &folder);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (sender, ends) = mpsc::channel();
    let mut input = child.stdin.take().expect("a pipe");
    let stdin = stdin.to_string();
    // The child need not read its input.
    std::thread::spawn(move || drop(input.write_all(stdin.as_bytes())));
    let stdout = collect(child.stdout.take().expect("a pipe"), sender.clone());
    let stderr = collect(child.stderr.take().expect("a pipe"), sender);
    let late = ends.recv_timeout(limit).and_then(|()| ends.recv_timeout(limit)).is_err();
    if late {
        child.kill()?;
    }
    let status = child.wait()?;
    std::fs::remove_dir_all(&folder)?;
    let text = |t: std::thread::JoinHandle<Vec<u8>>| String::from_utf8_lossy(&t.join().unwrap_or_default()).into_owned();
    Ok(Outcome { stdout: text(stdout), stderr: text(stderr), exit: status.code(), late })
}

/// A folder for the files that a program writes, of its own: programs run side by side.
fn folder() -> std::io::Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("vm-tests-{}-{n}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn collect(mut pipe: impl Read + Send + 'static, done: mpsc::Sender<()>) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        let _ = done.send(());
        bytes
    })
}
