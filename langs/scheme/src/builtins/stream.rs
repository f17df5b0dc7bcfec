//! The host's streams behind ports: standard input, output and error, and files.

use std::fs::File;
use std::io::{self, Read, Write};
use vm_core::{Root, Vm};

/// A stream.
pub enum Stream {
    /// Standard input.
    Input,
    /// The VM's output.
    Output,
    /// Standard error.
    Error,
    /// A file being read.
    Reader(File),
    /// A file being written.
    Writer(File),
    /// Closed.
    Closed,
}

/// All streams of a VM. The first three are the standard ones.
pub struct Streams {
    all: Vec<Stream>,
    /// Bytes of a character of which the rest has not been read.
    carry: rustc_hash::FxHashMap<usize, Vec<u8>>,
    /// The ports of files being written, which hold bytes back.
    ports: rustc_hash::FxHashMap<usize, Root>,
}

impl Default for Streams {
    fn default() -> Self {
        Streams { all: vec![Stream::Input, Stream::Output, Stream::Error], carry: Default::default(), ports: Default::default() }
    }
}

impl Streams {
    /// How many there are, closed ones included.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// The streams of a machine from an image: all but the standard ones are closed.
    pub fn closed(count: usize) -> Streams {
        let mut streams = Streams::default();
        while streams.all.len() < count {
            streams.all.push(Stream::Closed);
        }
        streams
    }

    /// Adds a stream.
    pub fn add(&mut self, s: Stream) -> usize {
        if let Some(i) = self.all.iter().skip(3).position(|s| matches!(s, Stream::Closed)) {
            self.all[i + 3] = s;
            return i + 3;
        }
        self.all.push(s);
        self.all.len() - 1
    }

    /// Takes the bytes of an unfinished character.
    pub fn take_carry(&mut self, i: usize) -> Vec<u8> {
        self.carry.remove(&i).unwrap_or_default()
    }

    /// Keeps the bytes of an unfinished character.
    pub fn set_carry(&mut self, i: usize, bytes: Vec<u8>) {
        if !bytes.is_empty() {
            self.carry.insert(i, bytes);
        }
    }

    /// Says that the port of a stream holds bytes back.
    pub fn set_port(&mut self, i: usize, port: Root) {
        self.ports.insert(i, port);
    }

    /// The ports that hold bytes back.
    pub fn ports(&self) -> Vec<Root> {
        self.ports.values().cloned().collect()
    }

    /// Closes a stream, unless it is a standard one.
    pub fn close(&mut self, i: usize) {
        self.ports.remove(&i);
        if let Some(s @ (Stream::Reader(_) | Stream::Writer(_))) = self.all.get_mut(i) {
            *s = Stream::Closed;
        }
    }
}

/// Reads up to `buffer.len()` bytes.
pub fn read(vm: &mut Vm, i: usize, buffer: &mut [u8]) -> io::Result<usize> {
    if matches!(crate::object::state_mut(vm).streams.all.get(i), Some(Stream::Input)) {
        // What a program has asked is seen before it waits for the answer.
        let _ = vm.output.flush();
    }
    loop {
        let result = match crate::object::state_mut(vm).streams.all.get_mut(i) {
            Some(Stream::Input) => io::stdin().lock().read(buffer),
            Some(Stream::Reader(f)) => f.read(buffer),
            _ => Ok(0),
        };
        match result {
            Err(e) if e.kind() == io::ErrorKind::Interrupted && vm.poll.get() & vm_core::limits::poll::INTERRUPT == 0 => {}
            other => return other,
        }
    }
}

/// Whether a read would not wait, be it that there is nothing more to come.
pub fn is_ready(vm: &Vm, i: usize) -> bool {
    match crate::object::state(vm).streams.all.get(i) {
        Some(Stream::Input) => can_read(&io::stdin()),
        Some(Stream::Reader(f)) => can_read(f),
        _ => true,
    }
}

#[cfg(unix)]
fn can_read(source: &impl std::os::fd::AsFd) -> bool {
    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
    // What fails to be asked fails at once to be read.
    poll(&mut [PollFd::new(source.as_fd(), PollFlags::POLLIN)], PollTimeout::ZERO) != Ok(0)
}

/// Nothing is known: saying so would make programs wait that ask in a loop.
#[cfg(not(unix))]
fn can_read<T>(_: &T) -> bool {
    true
}

/// Writes bytes.
pub fn write(vm: &mut Vm, i: usize, bytes: &[u8]) -> io::Result<()> {
    match crate::object::state_mut(vm).streams.all.get_mut(i) {
        Some(Stream::Writer(w)) => w.write_all(bytes),
        Some(Stream::Output) => {
            let _ = vm.output.write_all(bytes);
            Ok(())
        }
        Some(Stream::Error) => {
            let _ = vm.output.flush();
            let _ = io::stderr().write_all(bytes);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Writes what is held back.
pub fn flush(vm: &mut Vm, i: usize) -> io::Result<()> {
    match crate::object::state_mut(vm).streams.all.get_mut(i) {
        Some(Stream::Output) => {
            let _ = vm.output.flush();
            Ok(())
        }
        Some(Stream::Writer(w)) => w.flush(),
        _ => Ok(()),
    }
}
