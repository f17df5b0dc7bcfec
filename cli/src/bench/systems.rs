//! What runs benchmark programs: our own modes, and rivals. A rival may need its own names for a few things (a prelude file in
//! front of the program) and a compilation beforehand, which is not measured.

use super::programs::{Program, Size, sized};
use super::{BenchArgs, child};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Something that runs programs.
#[derive(Clone, Debug)]
pub struct System {
    /// Its name in tables.
    pub name: String,
    /// The language of the programs that it runs.
    pub language: &'static str,
    /// Whether it is ours.
    pub own: bool,
    /// What its executable says of its version.
    pub version: String,
    kind: Kind,
    executable: PathBuf,
}

#[derive(Clone, Debug)]
enum Kind {
    Own(&'static [&'static str]),
    ChezScript,
    ChezProgram,
    Guile,
    Racket,
    Script,
    Rust,
    Swipl,
    Gplc,
}

/// Our modes.
const MODES: [(&str, &[&str]); 8] = [
    ("interp", &["--no-jit"]),
    ("jit", &[]),
    ("no-virtuals", &["--jit-disable=virtuals"]),
    ("no-promotion", &["--jit-disable=promotion"]),
    ("no-joins", &["--jit-disable=joins"]),
    ("no-versions", &["--jit-disable=versions"]),
    ("no-optimiser", &["--jit-disable=all"]),
    ("reference", &["--jit-backend=reference"]),
];

/// Our own systems for programs in a language, by the names of modes.
pub fn own(modes: &[String], lang: &str) -> Result<Vec<System>, String> {
    let executable = std::env::current_exe().map_err(|e| e.to_string())?;
    let (language, _) = super::programs::language(lang)?;
    let one = |mode: &String| {
        let flags = MODES.iter().find(|(name, _)| name == mode).map(|(_, flags)| *flags);
        let names = || MODES.map(|(name, _)| name).join(", ");
        let flags = flags.ok_or_else(|| format!("no mode '{mode}': there are {}", names()))?;
        Ok(System {
            name: mode.clone(),
            language,
            own: true,
            version: env!("CARGO_PKG_VERSION").into(),
            kind: Kind::Own(flags),
            executable: executable.clone(),
        })
    };
    let all: Vec<String> = MODES[..5].iter().map(|(name, _)| name.to_string()).collect();
    let chosen = if modes.iter().any(|m| m == "all") { &all[..] } else { modes };
    chosen.iter().filter(|m| !m.is_empty()).map(one).collect()
}

/// Rivals: name, language, executables to look for, flag that prints the version.
const RIVALS: [(&str, &str, &[&str], &str, Kind); 11] = [
    ("chez", "scheme", &["chezscheme", "chez", "scheme"], "--version", Kind::ChezScript),
    ("chez-program", "scheme", &["chezscheme", "chez", "scheme"], "--version", Kind::ChezProgram),
    ("guile", "scheme", &["guile", "guile3.0", "guile-3.0"], "--version", Kind::Guile),
    ("racket", "scheme", &["racket"], "--version", Kind::Racket),
    ("luajit", "lua", &["luajit"], "-v", Kind::Script),
    ("lua", "lua", &["lua5.4", "lua"], "-v", Kind::Script),
    ("rust", "rust", &["rustc"], "--version", Kind::Rust),
    ("node", "js", &["node"], "--version", Kind::Script),
    ("quickjs", "js", &["qjs", "quickjs"], "--help", Kind::Script),
    ("swipl", "prolog", &["swipl"], "--version", Kind::Swipl),
    ("gprolog", "prolog", &["gplc"], "--version", Kind::Gplc),
];

/// The rivals asked for, with `all` and `none` resolved.
pub fn rival_names(asked: &[String]) -> Vec<&str> {
    if asked.iter().any(|r| r == "all") {
        return RIVALS.iter().map(|r| r.0).collect();
    }
    asked.iter().map(String::as_str).filter(|r| !r.is_empty() && *r != "none").collect()
}

/// The rival of this name; `None` if it is not on the path.
pub fn rival(name: &str) -> Result<Option<System>, String> {
    let names = || RIVALS.map(|r| r.0).join(", ");
    let (_, language, executables, flag, kind) =
        RIVALS.iter().find(|r| r.0 == name).ok_or_else(|| format!("no rival '{name}': there are {}", names()))?;
    let Some(executable) = executables.iter().find_map(|e| on_path(e)) else { return Ok(None) };
    let version = Command::new(&executable).arg(flag).output().map(|o| [o.stdout, o.stderr].concat()).unwrap_or_default();
    let version = String::from_utf8_lossy(&version).lines().next().unwrap_or_default().to_string();
    Ok(Some(System { name: name.into(), language, own: false, version, kind: kind.clone(), executable }))
}

fn on_path(executable: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(executable)).find(|p| p.is_file())
}

impl System {
    /// What is started.
    pub fn executable(&self) -> &Path {
        &self.executable
    }

    /// Writes the program as this system wants it, and compiles it where that is a step of its own.
    pub fn prepare(&self, program: &Program, source: &Path, size: Size, args: &BenchArgs, scratch: &Path) -> Result<(), String> {
        let read = |path: &Path| std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()));
        let mut text = sized(&read(source)?, size).ok_or_else(|| format!("{} names no sizes", source.display()))?;
        let prelude = match self.kind {
            Kind::ChezScript | Kind::ChezProgram => Some("chez.scm"),
            Kind::Guile => Some("guile.scm"),
            Kind::Racket => Some("racket.scm"),
            Kind::Own(_) | Kind::Script | Kind::Rust | Kind::Swipl | Kind::Gplc => None,
        };
        if let Some(name) = prelude {
            text = read(&args.folder.join("prelude").join(name))? + &text;
        }
        let file = self.file(program, size, scratch);
        std::fs::write(&file, text).map_err(|e| format!("cannot write {}: {e}", file.display()))?;
        self.compile(&file, args)
    }

    fn compile(&self, file: &Path, args: &BenchArgs) -> Result<(), String> {
        let mut command = Command::new(&self.executable);
        match self.kind {
            Kind::Guile => {
                let form = "((@ (system base compile) compile-file) (cadr (command-line)) #:output-file (caddr (command-line)))";
                command.args(["-q", "--no-auto-compile", "-c", form]).arg(file).arg(file.with_extension("go"));
            }
            Kind::Racket => match on_path("raco") {
                Some(raco) => command = Command::new(raco),
                None => return Ok(()),
            },
            Kind::Rust => {
                command.args(["--edition=2024", "-O", "-o"]).arg(file.with_extension("exe")).arg(file);
            }
            Kind::Gplc => {
                command.args(["--no-top-level", "-o"]).arg(file.with_extension("exe")).arg(file);
            }
            _ => return Ok(()),
        }
        if let Kind::Racket = self.kind {
            command.arg("make").arg(file);
        }
        child::run(&mut command, Duration::from_secs(args.patience)).map(|_| ())
    }

    fn file(&self, program: &Program, size: Size, scratch: &Path) -> PathBuf {
        let (_, extension) = super::programs::language(self.language).expect("the language of a system");
        let half = if size == Size::Half { "-half" } else { "" };
        scratch.join(format!("{}-{}{half}.{extension}", self.name, program.name))
    }

    /// The command that runs a prepared program.
    pub fn command(&self, program: &Program, size: Size, scratch: &Path) -> Command {
        let file = self.file(program, size, scratch);
        let mut command = Command::new(&self.executable);
        match self.kind {
            Kind::Own(flags) => command.args(["run", "--stats=json"]).args(flags).arg(file),
            Kind::ChezScript => command.args(["--optimize-level", "2", "--script"]).arg(file),
            Kind::ChezProgram => command.args(["--optimize-level", "2", "--program"]).arg(file),
            Kind::Guile => {
                command.args(["-q", "--no-auto-compile", "-c", "(load-compiled (cadr (command-line)))"]);
                command.arg(file.with_extension("go"))
            }
            Kind::Racket | Kind::Script => command.arg(file),
            Kind::Swipl => command.args(["-O", "-g", "halt"]).arg(file),
            Kind::Rust | Kind::Gplc => {
                command = Command::new(file.with_extension("exe"));
                // GNU Prolog collects no garbage: it has room, in KiB, for what is usual elsewhere.
                for (stack, size) in [("GLOBALSZ", "1000000"), ("TRAILSZ", "200000"), ("LOCALSZ", "800000"), ("CSTRSZ", "10000")] {
                    command.env(stack, size);
                }
                &mut command
            }
        };
        // Programs that write files write them here.
        command.env("TMPDIR", scratch);
        command
    }
}
