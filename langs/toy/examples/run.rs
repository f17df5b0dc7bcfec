//! Runs a toy program: `cargo run -p toy --example run FILE [interpreter|jit|eager|reference]`.

use jitgen::{BackendKind, Config, Machine};
use vm_core::{Limits, Source};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("which file?")?;
    let config = match args.next().as_deref() {
        Some("interpreter") => Config::interpreter(),
        Some("eager") => Config::eager(),
        Some("reference") => Config { backend: BackendKind::Reference, ..Config::eager() },
        _ => Config::default(),
    };
    let mut machine = Machine::new(config, Limits::default())?;
    if std::env::var_os("VM_LOG").is_some() {
        machine.set_log(jitgen::log::Log::new(Box::new(std::io::stderr())));
    }
    let toy = machine.add_language(toy::Toy)?;
    let source = Source::new(&file, std::fs::read_to_string(&file)?);
    let code = machine.load(toy, source)?;
    if std::env::var_os("VM_SHOW").is_some() {
        machine.vm().codes().for_each(|c| println!("{c}"));
    }
    machine.run(code)?;
    machine.vm_mut().output.flush()?;
    Ok(())
}
