//! `vm image`: machines in files. `build` makes an image of a language's library, `save` of a program that has run, `show` describes
//! one. `vm run IMAGE` runs what the image says; `--image IMAGE` lets other programs begin with what it holds.

use crate::args::{ImageBuildArgs, ImageCommand, ImageSaveArgs, ImageShowArgs, RunArgs};
use crate::host::{Host, any_languages, languages};
use crate::input;
use crate::report::Reporter;
use crate::settings::Settings;
use crate::{output, run, status};
use jitgen::Machine;
use std::fmt::Write as _;
use std::path::Path;
use vm_core::{Error, ErrorKind, LanguageId, Root, Source, image};

/// Does what the command says and gives the exit status.
pub fn image(command: &ImageCommand) -> i32 {
    match command {
        ImageCommand::Build(args) => build(args),
        ImageCommand::Save(args) => save(args),
        ImageCommand::Show(args) => show(args),
        ImageCommand::Run(args) => run::run(args),
    }
}

fn build(args: &ImageBuildArgs) -> i32 {
    let reporter = Reporter::new(args.settings.error_format);
    let language = match input::by_name(&args.lang) {
        Ok(language) => language,
        Err(message) => return reporter.usage(&message),
    };
    let built = Host::new(&args.settings, &language).and_then(|mut host| write(&mut host.machine, &args.output, None));
    built.map_or_else(|e| reporter.error(&e, None), |()| status::SUCCESS)
}

fn save(args: &ImageSaveArgs) -> i32 {
    let reporter = Reporter::new(args.settings.error_format);
    let program = match input::program(&args.program, args.lang.as_deref()) {
        Ok(program) => program,
        Err(message) => return reporter.usage(&message),
    };
    let mut host = match run::host(&args.settings, &program.language, &program.arguments) {
        Ok(host) => host,
        Err(e) => return reporter.error(&e, None),
    };
    let result = run_and_save(&mut host, args, program.source);
    run::finish(host, &args.settings, &reporter, result)
}

fn run_and_save(host: &mut Host, args: &ImageSaveArgs, source: Source) -> Result<(), Error> {
    let ended = host.machine.load(host.language, source).and_then(|code| host.machine.run(code));
    match ended {
        // A program that says itself that all is well has ended as well.
        Ok(_) | Err(Error { kind: ErrorKind::Exit(0), .. }) => {}
        Err(e) => return Err(e),
    }
    let start: Option<Root> = match &args.main {
        Some(name) => Some(host.machine.global(host.language, name)?),
        None => host.machine.global(host.language, "main").ok(),
    };
    write(&mut host.machine, &args.output, start.as_ref())
}

/// Writes an image to a file, whole or not at all.
pub fn write(machine: &mut Machine, path: &Path, start: Option<&Root>) -> Result<(), Error> {
    let bytes = machine.save_image(start)?;
    image::write_file(path, &bytes)
}

/// The machine of an image, its first language, and what it starts with.
pub fn load(settings: &Settings, bytes: &[u8], name: &str) -> Result<(Machine, LanguageId, Option<Root>), Error> {
    let (jit, limits, heap) = (settings.jit.clone(), settings.limits.clone(), settings.heap.clone());
    let loaded = Machine::from_image(bytes, any_languages(), jit, limits, heap);
    let (machine, start) = loaded.map_err(|e| Error { message: format!("{name}: {}", e.message), ..e })?;
    Ok((machine, LanguageId(0), start))
}

/// Runs an image: calls the function that it starts with, with the command line if the function wants an argument.
pub fn run_image(args: &RunArgs, found: &input::Image) -> i32 {
    let reporter = Reporter::new(args.settings.error_format);
    let loaded = load(&args.settings, &found.bytes, &found.name);
    let (machine, language, start) = match loaded {
        Ok(loaded) => loaded,
        Err(e) => return reporter.error(&e, None),
    };
    let Some(start) = start else {
        let what = "has nothing to start with: save it with --main, or give it to --image and run a program";
        return reporter.usage(&format!("{} {what}", found.name));
    };
    let mut host = match Host::finished(&args.settings, machine, language) {
        Ok(host) => host,
        Err(e) => return reporter.error(&e, None),
    };
    run::prepare(&mut host, &found.arguments);
    let result = call(&mut host, &start, &found.arguments);
    run::finish(host, &args.settings, &reporter, result)
}

fn call(host: &mut Host, start: &Root, arguments: &[String]) -> Result<(), Error> {
    let machine = &mut host.machine;
    let function = start.get(machine.vm());
    let list = machine.make(arguments.to_vec())?;
    let front = |machine: &mut Machine, args: &[vm_core::Word]| machine.prepare_call(host.language, function, args);
    // A function that takes no arguments finds the command line where every program does.
    let (code, params) = front(machine, &[]).or_else(|_| front(machine, &[list]))?;
    machine.call(code, &params).map(|_| ())
}

fn show(args: &ImageShowArgs) -> i32 {
    let reporter = Reporter::new(args.settings.error_format);
    let name = args.file.display().to_string();
    let described = image::read_file(&args.file).and_then(|bytes| describe(&args.settings, &bytes, &name));
    match described {
        Ok(text) => {
            output::print(&text);
            status::SUCCESS
        }
        Err(e) => reporter.error(&e, None),
    }
}

fn describe(settings: &Settings, bytes: &[u8], name: &str) -> Result<String, Error> {
    // Loading checks everything.
    let (machine, language, start) = load(settings, bytes, name)?;
    let o = image::overview(bytes)?;
    let start = match start {
        Some(start) => machine.show(language, start.get(machine.vm()), true),
        None => "nothing".into(),
    };
    let mut text = String::new();
    let known = languages();
    let version = |n: &String| known.iter().find(|l| l.name == n).map_or("", |l| l.name).to_string();
    let rows = [
        ("format", o.format.to_string()),
        ("bytes", bytes.len().to_string()),
        ("languages", o.languages.iter().map(version).collect::<Vec<_>>().join(", ")),
        ("starts with", start),
        ("heap bytes", o.heap_bytes.to_string()),
        ("functions", o.codes.to_string()),
        ("globals", machine.vm().globals().count().to_string()),
        ("symbols", o.symbols.to_string()),
        ("shapes", o.shapes.to_string()),
        ("sources", o.sources.iter().filter(|s| !s.starts_with('<')).cloned().collect::<Vec<_>>().join(", ")),
    ];
    for (what, value) in rows {
        let _ = writeln!(text, "{what:12} {value}");
    }
    Ok(text)
}

/// What every program can do: `(save-image FILE START)` writes an image whose run calls START.
pub fn define_save(machine: &mut Machine, language: LanguageId) {
    // A language that cannot be given functions of the host goes without.
    let _ = machine
        .define(language, "save-image", |m: &mut Machine, path: String, start: Root| write(m, Path::new(&path), Some(&start)));
}
