//! Lines of a terminal: edited, remembered, completed; a form goes on until the language says that it is whole.

use super::{Line, Lines, Session, commands};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{CompletionType, Config, Context, Editor, Helper};
use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use vm_core::Reading;

/// A terminal.
pub struct Terminal {
    editor: Editor<Guide, DefaultHistory>,
    prompt: String,
    history: Option<PathBuf>,
}

impl Terminal {
    /// Greets, and reads the history.
    pub fn new(session: Rc<RefCell<Session>>, language: &str) -> rustyline::Result<Terminal> {
        let config = Config::builder().completion_type(CompletionType::List).max_history_size(10_000)?.build();
        let mut editor = Editor::with_config(config)?;
        editor.set_helper(Some(Guide(session)));
        let history = history_file(language);
        if let Some(path) = &history {
            // There is none the first time.
            let _ = editor.load_history(path);
        }
        println!("vm {} ({language}): ,help tells what there is", env!("CARGO_PKG_VERSION"));
        Ok(Terminal { editor, prompt: format!("{language}> "), history })
    }
}

impl Lines for Terminal {
    fn next(&mut self, unfinished: bool) -> Line {
        let continued = " ".repeat(self.prompt.len());
        let prompt = if unfinished { &continued } else { &self.prompt };
        match self.editor.readline(prompt) {
            Ok(text) => {
                if !text.trim().is_empty() {
                    let _ = self.editor.add_history_entry(text.as_str());
                }
                Line::Text(text)
            }
            Err(ReadlineError::Interrupted) => Line::Dropped,
            Err(_) => Line::End,
        }
    }

    fn wants_more(&mut self, answer: &str) -> bool {
        matches!(self.editor.readline(&format!("{answer} ")), Ok(text) if text.trim() == ";")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if let Some(path) = &self.history {
            if let Some(folder) = path.parent() {
                let _ = std::fs::create_dir_all(folder);
            }
            let _ = self.editor.save_history(path);
        }
    }
}

/// `VM_HISTORY`, or a file of the user's state folder; an empty name is none.
fn history_file(language: &str) -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|v: &std::ffi::OsString| !v.is_empty()).map(PathBuf::from);
    if let Some(named) = std::env::var_os("VM_HISTORY") {
        return (!named.is_empty()).then(|| named.into());
    }
    let state = set("XDG_STATE_HOME").or_else(|| set("HOME").map(|home| home.join(".local/state")))?;
    Some(state.join("vm").join(format!("{language}-history")))
}

/// What the editor asks the machine.
struct Guide(Rc<RefCell<Session>>);

impl Helper for Guide {}
impl Highlighter for Guide {}

impl Hinter for Guide {
    type Hint = String;
}

impl Validator for Guide {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let text = context.input();
        if commands::is_command(text) {
            return Ok(ValidationResult::Valid(None));
        }
        let mut session = self.0.borrow_mut();
        let mut rest = text;
        loop {
            match session.reading(rest) {
                Reading::Unfinished => return Ok(ValidationResult::Incomplete),
                Reading::Form(end) if end < rest.len() => rest = &rest[end..],
                _ => return Ok(ValidationResult::Valid(None)),
            }
        }
    }
}

impl Completer for Guide {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _context: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let typed = &line[..at];
        if commands::is_command(typed) && !typed.contains(' ') {
            return Ok((0, commands::names().filter(|n| n.starts_with(typed)).collect()));
        }
        let session = self.0.borrow();
        let front = session.host.machine.front(session.host.language);
        let start = front.name_start(typed);
        Ok((start, front.names(session.host.machine.vm(), session.host.language, &typed[start..])))
    }
}
