//! The VM for programs in C: the functions of `include/vm.h`, which documents them. Here is only what is unsafe about them.
//!
//! Every function takes pointers that C vouches for: to a machine, value or interrupter that one of these functions has made and that
//! has not been freed; to a text that ends in a zero byte; to an array of as many handles as its count says.
#![allow(unsafe_code)]
// The documentation of the functions is the header's.
#![allow(missing_docs, clippy::missing_safety_doc)]

use jitgen::{Config, FromWord, IntoWord, Machine};
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::time::Duration;
use vm_core::{Error, ErrorKind, InterruptHandle, LanguageId, Limits, Root, Source, Word};

/// A machine, and how the last call on it ended. In a function of the host it stands for the machine that runs.
pub struct CMachine {
    /// Made from a `Box`, or lent by the machine to a function of the host.
    machine: *mut Machine,
    owned: bool,
    error: Option<Error>,
    message: CString,
}

impl CMachine {
    fn of(machine: *mut Machine, owned: bool) -> CMachine {
        CMachine { machine, owned, error: None, message: CString::default() }
    }

    /// The machine, for one call.
    fn machine(&mut self) -> &mut Machine {
        // SAFETY: it lives as long as this does, and nobody else uses it meanwhile: the machine's functions of the host are
        // handed another `CMachine`, and use that.
        unsafe { &mut *self.machine }
    }

    fn fail(&mut self, error: Error) {
        self.message = text_of(&error.to_string());
        self.error = Some(error);
    }

    /// Does a piece of work and remembers how it ended.
    fn work<T>(&mut self, work: impl FnOnce(&mut Machine) -> Result<T, Error>) -> Option<T> {
        self.error = None;
        self.message = CString::default();
        match work(self.machine()) {
            Ok(value) => Some(value),
            Err(e) => {
                self.fail(e);
                None
            }
        }
    }

    fn value(&mut self, work: impl FnOnce(&mut Machine) -> Result<Root, Error>) -> *mut Root {
        self.work(work).map_or(std::ptr::null_mut(), |root| Box::into_raw(Box::new(root)))
    }
}

impl Drop for CMachine {
    fn drop(&mut self) {
        if self.owned {
            // SAFETY: an owned machine comes from a `Box`.
            drop(unsafe { Box::from_raw(self.machine) });
        }
    }
}

#[repr(C)]
pub struct CLimits {
    fuel: u64,
    timeout_ms: u64,
    heap_bytes: u64,
    stack_bytes: u64,
    code_bytes: u64,
}

type CFunction = unsafe extern "C" fn(*mut CMachine, *mut c_void, usize, *const *const Root) -> *mut Root;

/// A text for C: what follows a zero byte is lost.
fn text_of(text: &str) -> CString {
    CString::new(text.split('\0').next().unwrap_or_default()).unwrap_or_default()
}

fn usage(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Host, message)
}

/// A text from C.
unsafe fn text<'a>(text: *const c_char) -> Result<&'a str, Error> {
    if text.is_null() {
        return Err(usage("a text is missing"));
    }
    // SAFETY: C vouches for a text that ends in a zero byte.
    unsafe { CStr::from_ptr(text) }.to_str().map_err(|_| usage("a text is not UTF-8"))
}

/// The value behind a handle.
unsafe fn word(machine: &Machine, value: *const Root) -> Result<Word, Error> {
    // SAFETY: C vouches for a handle that has not been freed.
    unsafe { value.as_ref() }.map(|root| root.get(machine.vm())).ok_or_else(|| usage("a value is missing"))
}

fn language(machine: &Machine, number: c_int) -> Result<LanguageId, Error> {
    let known = u8::try_from(number).ok().filter(|n| usize::from(*n) < machine.language_count());
    known.map(LanguageId).ok_or_else(|| usage(format!("the machine has no language {number}")))
}

/// The languages that can be added.
pub const LANGUAGES: &[&str] = &["scheme", "toy"];

fn add(machine: &mut Machine, name: &str) -> Result<LanguageId, Error> {
    match name {
        "scheme" => machine.add_language(scheme::Scheme::default()),
        "toy" => machine.add_language(toy::Toy),
        _ => Err(usage(format!("no language '{name}': there are {}", LANGUAGES.join(", ")))),
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_new(limits: *const CLimits) -> *mut CMachine {
    let mut l = Limits::default();
    // SAFETY: null, or limits that C vouches for.
    if let Some(given) = unsafe { limits.as_ref() } {
        let set = |n: u64| (n > 0).then_some(n);
        l.fuel = set(given.fuel);
        l.deadline = set(given.timeout_ms).map(Duration::from_millis);
        l.heap_bytes = set(given.heap_bytes).map_or(l.heap_bytes, |n| n as usize);
        l.stack_bytes = set(given.stack_bytes).map_or(l.stack_bytes, |n| n as usize);
        l.code_bytes = set(given.code_bytes).map_or(l.code_bytes, |n| n as usize);
    }
    match Machine::new(Config::default(), l) {
        Ok(machine) => Box::into_raw(Box::new(CMachine::of(Box::into_raw(Box::new(machine)), true))),
        Err(_) => std::ptr::null_mut(),
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_free(machine: *mut CMachine) {
    // SAFETY: null, or a machine of `vm_new` that C gives back.
    if unsafe { machine.as_ref() }.is_some_and(|m| m.owned) {
        // SAFETY: see above.
        drop(unsafe { Box::from_raw(machine) });
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_add_language(machine: *mut CMachine, name: *const c_char) -> c_int {
    // SAFETY: C vouches for both.
    let added = unsafe { (*machine).work(|m| add(m, text(name)?)) };
    added.map_or(-1, |id| id.0.into())
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_eval(m: *mut CMachine, number: c_int, name: *const c_char, program: *const c_char) -> *mut Root {
    // SAFETY: C vouches for all of it.
    unsafe { (*m).value(|m| m.eval_as(language(m, number)?, Source::new(text(name)?, text(program)?))) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_global(m: *mut CMachine, number: c_int, name: *const c_char) -> *mut Root {
    // SAFETY: C vouches for both.
    unsafe { (*m).value(|m| m.global(language(m, number)?, text(name)?)) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_call(
    m: *mut CMachine,
    number: c_int,
    function: *const Root,
    count: usize,
    arguments: *const *const Root,
) -> *mut Root {
    // SAFETY: C vouches for the handles and for how many there are.
    unsafe {
        (*m).value(|m| {
            let (id, function) = (language(m, number)?, word(m, function)?);
            let args = (0..count).map(|i| word(m, *arguments.add(i))).collect::<Result<Vec<Word>, Error>>()?;
            let value = m.call_value(id, function, &args)?;
            Ok(m.vm_mut().root(value))
        })
    }
}

unsafe fn make<T: IntoWord>(m: *mut CMachine, value: T) -> *mut Root {
    // SAFETY: C vouches for the machine.
    unsafe {
        (*m).value(|m| {
            let w = m.make(value)?;
            Ok(m.vm_mut().root(w))
        })
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_from_int(m: *mut CMachine, n: i64) -> *mut Root {
    // SAFETY: as for `make`.
    unsafe { make(m, n) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_from_double(m: *mut CMachine, d: f64) -> *mut Root {
    // SAFETY: as for `make`.
    unsafe { make(m, d) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_from_bool(m: *mut CMachine, b: bool) -> *mut Root {
    // SAFETY: as for `make`.
    unsafe { make(m, b) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_from_text(m: *mut CMachine, s: *const c_char) -> *mut Root {
    // SAFETY: C vouches for both.
    unsafe { make(m, text(s)) }
}

unsafe fn convert<T: FromWord>(m: *mut CMachine, value: *const Root) -> Option<T> {
    // SAFETY: C vouches for both.
    unsafe {
        (*m).work(|m| {
            let w = word(m, value)?;
            m.convert(w).ok_or_else(|| usage(format!("the value is not {}", T::NAME)))
        })
    }
}

unsafe fn put<T: FromWord>(m: *mut CMachine, value: *const Root, out: *mut T) -> bool {
    // SAFETY: C vouches for all of it.
    unsafe {
        let converted = convert(m, value);
        let found = converted.is_some();
        if let Some(v) = converted
            && !out.is_null()
        {
            out.write(v);
        }
        found
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_to_int(m: *mut CMachine, value: *const Root, n: *mut i64) -> bool {
    // SAFETY: as for `put`.
    unsafe { put(m, value, n) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_to_double(m: *mut CMachine, value: *const Root, d: *mut f64) -> bool {
    // SAFETY: as for `put`.
    unsafe { put(m, value, d) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_to_bool(m: *mut CMachine, value: *const Root, b: *mut bool) -> bool {
    // SAFETY: as for `put`.
    unsafe { put(m, value, b) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_to_text(m: *mut CMachine, value: *const Root) -> *mut c_char {
    // SAFETY: as for `convert`.
    let converted = unsafe { convert::<String>(m, value) };
    converted.map_or(std::ptr::null_mut(), |s| text_of(&s).into_raw())
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_show(m: *mut CMachine, number: c_int, value: *const Root, write: bool) -> *mut c_char {
    // SAFETY: C vouches for both.
    let shown = unsafe { (*m).work(|m| Ok(m.show(language(m, number)?, word(m, value)?, write))) };
    shown.map_or(std::ptr::null_mut(), |s| text_of(&s).into_raw())
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_text_free(text: *mut c_char) {
    if !text.is_null() {
        // SAFETY: a text that `vm_to_text` or `vm_show` has made.
        drop(unsafe { CString::from_raw(text) });
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_value_free(value: *mut Root) {
    if !value.is_null() {
        // SAFETY: a handle that one of these functions has made.
        drop(unsafe { Box::from_raw(value) });
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_error_kind(m: *const CMachine) -> c_int {
    // SAFETY: C vouches for the machine.
    match unsafe { &(*m).error }.as_ref().map(|e| &e.kind) {
        None => 0,
        Some(ErrorKind::Syntax) => 1,
        Some(ErrorKind::Uncaught(_)) => 2,
        Some(ErrorKind::Limit { .. }) => 3,
        Some(ErrorKind::Interrupted) => 4,
        Some(ErrorKind::Exit(_)) => 5,
        Some(ErrorKind::Image) => 6,
        Some(ErrorKind::Host | ErrorKind::Escape) => 7,
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_error_message(m: *const CMachine) -> *const c_char {
    // SAFETY: C vouches for the machine.
    unsafe { (*m).message.as_ptr() }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_error_status(m: *const CMachine) -> c_int {
    // SAFETY: C vouches for the machine.
    match unsafe { &(*m).error }.as_ref().map(|e| &e.kind) {
        Some(ErrorKind::Exit(status)) => *status,
        _ => 0,
    }
}

/// A function of the host in C, with its data.
struct Foreign {
    function: CFunction,
    data: *mut c_void,
}

// SAFETY: they are used by the thread that uses the machine, and C vouches that they may be.
unsafe impl Send for Foreign {}
// SAFETY: see above.
unsafe impl Sync for Foreign {}

impl Foreign {
    fn call(&self, machine: &mut Machine, args: &[Word]) -> Result<Root, Error> {
        let roots: Vec<Root> = args.iter().map(|w| machine.vm_mut().root(*w)).collect();
        let handles: Vec<*const Root> = roots.iter().map(std::ptr::from_ref).collect();
        let mut lent = CMachine::of(machine, false);
        // SAFETY: C vouches for its function; the handles and the machine live as long as it runs.
        let result = unsafe { (self.function)(&raw mut lent, self.data, handles.len(), handles.as_ptr()) };
        if result.is_null() {
            let error = lent.error.take();
            return Err(error.unwrap_or_else(|| usage("the function of the host failed and did not say why")));
        }
        // SAFETY: a handle that one of these functions has made, handed over.
        Ok(*unsafe { Box::from_raw(result) })
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_define(
    m: *mut CMachine,
    number: c_int,
    name: *const c_char,
    params: c_int,
    function: CFunction,
    data: *mut c_void,
) -> c_int {
    let foreign = Foreign { function, data };
    // SAFETY: C vouches for the machine and the name.
    let defined = unsafe {
        (*m).work(|m| {
            let (id, name, params) = (language(m, number)?, text(name)?, u16::try_from(params).ok());
            m.define_counted(id, name, params, move |m: &mut Machine, args: &[Word]| foreign.call(m, args))
        })
    };
    if defined.is_some() { 0 } else { -1 }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_fail(m: *mut CMachine, message: *const c_char) {
    // SAFETY: C vouches for both.
    unsafe {
        let message = text(message).unwrap_or("the function of the host failed").to_string();
        (*m).fail(usage(message));
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_interrupter_new(m: *mut CMachine) -> *mut InterruptHandle {
    // SAFETY: C vouches for the machine.
    Box::into_raw(Box::new(unsafe { (*m).machine() }.interrupt_handle()))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_interrupt(interrupter: *const InterruptHandle) {
    // SAFETY: null, or an interrupter that has not been freed; it may be used by any thread.
    if let Some(i) = unsafe { interrupter.as_ref() } {
        i.interrupt();
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn vm_interrupter_free(interrupter: *mut InterruptHandle) {
    if !interrupter.is_null() {
        // SAFETY: an interrupter of `vm_interrupter_new`.
        drop(unsafe { Box::from_raw(interrupter) });
    }
}
