//! A host that is scripted in Scheme: values and functions both ways, errors, limits, interrupts.

use jitgen::{Config, Machine};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use vm_core::{Error, ErrorKind, Limits, Root, Source};

/// Something of the host's own: the guest holds it and cannot look inside.
struct Account(Mutex<i64>);

fn balance(account: Arc<Account>) -> i64 {
    *account.0.lock().expect("nobody panics with it")
}

fn withdraw(account: Arc<Account>, amount: i64) -> Result<i64, String> {
    let mut balance = account.0.lock().expect("nobody panics with it");
    if amount > *balance {
        return Err(format!("{amount} is more than the balance of {balance}"));
    }
    *balance -= amount;
    Ok(*balance)
}

/// Runs the example.
pub fn main() -> Result<(), Error> {
    // A machine uses no process-wide state; a program that needs more than this gets an error.
    let limits = Limits { heap_bytes: 64 << 20, deadline: Some(Duration::from_secs(10)), ..Limits::default() };
    let mut machine = Machine::new(Config::default(), limits)?;
    let scheme = machine.add_language(scheme::Scheme::default())?;

    // Functions of the host: parameters and results convert, `Err` is raised in the guest, `&mut Machine` calls back.
    machine.define(scheme, "balance", balance)?;
    machine.define(scheme, "withdraw!", withdraw)?;
    machine.define(scheme, "sum-of", move |m: &mut Machine, f: Root, numbers: Vec<i64>| -> Result<i64, Error> {
        numbers.into_iter().try_fold(0, |sum, n| Ok(sum + m.call_function::<i64>(scheme, &f, (n,))?))
    })?;
    assert_eq!(machine.eval_as::<i64>(scheme, Source::new("a", "(sum-of (lambda (n) (* n n)) '(1 2 3))"))?, 14);

    // A function of the guest, and an object of the host for it.
    let text = "(lambda (account amounts)
                  (map (lambda (n) (guard (e (#t (condition/report-string e))) (withdraw! account n) \"paid\")) amounts))";
    let pay: Root = machine.eval_as(scheme, Source::new("b", text))?;
    let account = Arc::new(Account(Mutex::new(100)));
    let paid: Vec<String> = machine.call_function(scheme, &pay, (account.clone(), vec![70, 50, 30]))?;
    assert_eq!(paid, ["paid", "withdraw!: 50 is more than the balance of 30", "paid"]);
    assert_eq!(balance(account), 0);

    // Any thread can stop a program that does not end.
    let handle = machine.interrupt_handle();
    let stop = std::thread::spawn(move || (std::thread::sleep(Duration::from_millis(20)), handle.interrupt()));
    let error = machine.eval(scheme, Source::new("c", "(let loop () (loop))")).expect_err("it was stopped");
    assert!(matches!(error.kind, ErrorKind::Interrupted));
    stop.join().expect("the thread ends");
    Ok(())
}
