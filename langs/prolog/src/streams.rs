//! Streams: where characters and bytes come from and go to, and how far a stream has come.
//!
//! An input stream has its whole text in memory, which makes peeking, reading terms and going back to a position simple; only a
//! terminal is read line by line.

use std::io::{BufRead, IsTerminal, Read, Write};
use std::sync::Arc;

/// What an input stream reads.
#[derive(Clone, Debug)]
pub enum Data {
    /// Characters.
    Text(Arc<str>),
    /// Bytes.
    Bytes(Arc<[u8]>),
}

/// Where a stream reads or writes.
pub enum Sink {
    /// It is an input stream.
    Input,
    /// It is standard input, read when it is first asked for.
    Stdin,
    /// The guest's output.
    Output,
    /// Standard error.
    Error,
    /// A file.
    File(std::io::BufWriter<std::fs::File>),
    /// Memory, for `with_output_to/2` and the like.
    Memory(String),
    /// Closed.
    Closed,
}

/// What happens when an input stream is read whose end was read before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EofAction {
    /// A permission error.
    Error,
    /// The end is read again.
    Code,
    /// The stream may have more.
    Reset,
}

/// How far a stream has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// Characters so far.
    pub chars: usize,
    /// The line, from 1.
    pub line: usize,
    /// Characters since the line began.
    pub column: usize,
    /// Bytes so far.
    pub bytes: usize,
}

impl Position {
    /// The beginning.
    pub const START: Position = Position { chars: 0, line: 1, column: 0, bytes: 0 };

    /// Goes over text.
    pub fn advance(&mut self, text: &str) {
        self.bytes += text.len();
        for c in text.chars() {
            self.chars += 1;
            match c {
                '\n' => (self.line, self.column) = (self.line + 1, 0),
                '\t' => self.column = (self.column | 7) + 1,
                '\x08' => self.column = self.column.saturating_sub(1),
                '\r' => self.column = 0,
                _ => self.column += 1,
            }
        }
    }
}

/// An input or output stream.
pub struct Stream {
    /// What is read.
    pub data: Data,
    /// Where output goes.
    pub sink: Sink,
    /// How far it has come; of an input stream `bytes` says where to go on.
    pub position: Position,
    /// The file's name.
    pub name: String,
    /// `read`, `write` or `append`.
    pub mode: &'static str,
    /// Its aliases.
    pub aliases: Vec<String>,
    /// Made of bytes, not of characters.
    pub binary: bool,
    /// The end was read.
    pub past_end: bool,
    /// What happens then.
    pub eof_action: EofAction,
}

impl Stream {
    /// A stream at its beginning.
    pub fn new(sink: Sink, name: &str, mode: &'static str) -> Stream {
        Stream {
            data: Data::Text("".into()),
            sink,
            position: Position::START,
            name: name.into(),
            mode,
            aliases: Vec::new(),
            binary: false,
            past_end: false,
            eof_action: EofAction::Code,
        }
    }

    /// A stream that reads text.
    pub fn of_text(text: &str, name: &str) -> Stream {
        Stream { data: Data::Text(text.into()), ..Stream::new(Sink::Input, name, "read") }
    }

    /// The standard streams: input, output, errors.
    pub fn standard() -> Vec<Stream> {
        let stream = |name: &str, sink, mode| Stream { aliases: vec![name.into()], ..Stream::new(sink, "", mode) };
        let mut input = stream("user_input", Sink::Stdin, "read");
        input.eof_action = EofAction::Reset;
        vec![input, stream("user_output", Sink::Output, "append"), stream("user_error", Sink::Error, "append")]
    }

    /// Whether it can be read.
    pub fn is_input(&self) -> bool {
        matches!(self.sink, Sink::Input | Sink::Stdin)
    }

    /// Whether it is closed.
    pub fn is_closed(&self) -> bool {
        matches!(self.sink, Sink::Closed)
    }

    /// The text of an input stream.
    pub fn text(&self) -> Arc<str> {
        match &self.data {
            Data::Text(text) => text.clone(),
            Data::Bytes(_) => "".into(),
        }
    }

    /// The next character.
    pub fn peek_char(&mut self) -> Option<char> {
        self.fill();
        match &self.data {
            Data::Text(text) => text[self.position.bytes..].chars().next(),
            Data::Bytes(bytes) => bytes.get(self.position.bytes).map(|b| char::from(*b)),
        }
    }

    /// Goes on to that byte of the text.
    pub fn go_to(&mut self, byte: usize) {
        if let Data::Text(text) = &self.data {
            self.position.advance(&text[self.position.bytes..byte.min(text.len())]);
        } else {
            self.position.bytes = byte;
            self.position.chars = byte;
        }
    }

    /// Whether all has been read.
    pub fn at_end(&mut self) -> bool {
        self.fill();
        match &self.data {
            Data::Text(text) => self.position.bytes >= text.len(),
            Data::Bytes(bytes) => self.position.bytes >= bytes.len(),
        }
    }

    /// Reads standard input: all of it, or a line of a terminal.
    fn fill(&mut self) {
        let Data::Text(text) = &self.data else { return };
        if !matches!(self.sink, Sink::Stdin) || self.position.bytes < text.len() {
            return;
        }
        let mut bytes = Vec::new();
        let stdin = std::io::stdin();
        // What cannot be read is as if it had ended.
        if stdin.is_terminal() {
            let _ = stdin.lock().read_until(b'\n', &mut bytes);
        } else {
            let _ = stdin.lock().read_to_end(&mut bytes);
        }
        if !bytes.is_empty() {
            self.data = Data::Text(format!("{text}{}", String::from_utf8_lossy(&bytes)).into());
        }
    }

    /// Whether more may come behind the text that is there: a terminal's next line. True if it has come.
    pub fn more(&mut self) -> bool {
        let Data::Text(text) = &self.data else { return false };
        let before = text.len();
        let at = std::mem::replace(&mut self.position.bytes, before);
        self.fill();
        self.position.bytes = at;
        matches!(&self.data, Data::Text(text) if text.len() > before)
    }

    /// Writes what a file has not yet got. What fails here fails again when the stream is closed.
    pub fn flush(&mut self) -> std::io::Result<()> {
        if let Sink::File(f) = &mut self.sink { f.flush() } else { Ok(()) }
    }
}
