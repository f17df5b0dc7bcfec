//! What the prompt needs of the machine: asking the user whether there should be more answers.

use super::builtins;
use std::io::{IsTerminal, Write};
use vm_core::Vm;

builtins! {
    MORE "$more" 0 |vm, _a| Ok(wants_more(vm));
}

/// The next line of standard input says so with a semicolon. On a terminal the user's own line ends the answer's; elsewhere what
/// was asked is seen in the output.
fn wants_more(vm: &mut Vm) -> bool {
    let terminal = std::io::stdin().is_terminal();
    if terminal {
        vm.print(" ");
    }
    let _ = vm.output.flush();
    let mut line = String::new();
    let more = std::io::stdin().read_line(&mut line).is_ok() && line.trim() == ";";
    match (terminal, more) {
        (true, _) => {}
        (false, true) => vm.print(" ;\n"),
        (false, false) => vm.print(" .\n"),
    }
    more
}
