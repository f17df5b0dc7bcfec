//! Runs a Scheme program: `run [--no-jit | --eager] FILE|-e TEXT`, or lists its code with `--code`, or a stage with `--stage NAME`.

use jitgen::{Config, Machine};
use scheme::Scheme;
use vm_core::{ErrorKind, Limits, Source};

fn main() {
    let (mut config, mut stage, mut code, mut source) = (Config::default(), None, false, None);
    let mut command_line = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        match a.as_str() {
            "--no-jit" => config = Config::interpreter(),
            "--eager" => config = Config::eager(),
            "--code" => code = true,
            "--stage" => stage = args.next(),
            "-e" => source = args.next().map(|text| Source::new("<eval>", text)),
            path if source.is_some() => command_line.push(path.to_string()),
            path => source = Some(Source::new({
                command_line.push(path.to_string());
                path
            }, std::fs::read_to_string(path).expect("a readable file"))),
        }
    }
    let start = std::time::Instant::now();
    let mut machine = Machine::new(config, Limits::default()).expect("a machine");
    let language = match machine.add_language(Scheme { command_line, ..Scheme::default() }) {
        Ok(l) => l,
        Err(e) => {
            eprintln!("library: {e}");
            std::process::exit(1);
        }
    };
    if std::env::var_os("TIMES").is_some() {
        eprintln!("library: {:?}", start.elapsed());
    }
    let source = source.expect("a program");
    if let Some(stage) = stage {
        let id = machine.vm_mut().add_source(source);
        match machine.stage(language, id, &stage) {
            Some(Ok(text)) => print!("{text}"),
            Some(Err(e)) => eprintln!("{e}"),
            None => eprintln!("no such stage"),
        }
        return;
    }
    if let Ok(name) = std::env::var("LIST") {
        for c in machine.vm().codes().filter(|c| *c.name == *name) {
            println!("{}", machine.vm().listing(c));
        }
    }
    let first = machine.vm().next_code_id();
    let result = machine.load(language, source).and_then(|id| {
        if code {
            for c in machine.vm().codes().filter(|c| c.id >= first) {
                println!("{}", machine.vm().listing(c));
            }
        }
        machine.run(id)
    });
    let _ = machine.vm_mut().output.flush();
    match result {
        Ok(w) => {
            if w != vm_core::Word::UNSPECIFIED {
                println!("=> {}", machine.show(language, w, true));
            }
        }
        Err(e) => {
            if let ErrorKind::Exit(status) = e.kind {
                std::process::exit(status);
            }
            eprintln!("error: {e}");
            for t in &e.trace {
                let at = t.location.as_ref().map_or(String::new(), |l| format!(" {}:{}:{}", l.source, l.line, l.column));
                eprintln!("  in {}{at}", t.function);
            }
            std::process::exit(1);
        }
    }
}
