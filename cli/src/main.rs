//! The `vm` program. All of it is in the library: see `lib.rs`.

fn main() -> ! {
    std::process::exit(vm_cli::main(std::env::args_os()))
}
