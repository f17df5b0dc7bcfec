//! State that languages keep beside the heap, found by its type at the cost of a comparison: helpers ask for it all the time.

use std::any::{Any, TypeId};

/// One value of each type.
#[derive(Default)]
pub(crate) struct States(Vec<(TypeId, Box<dyn Any + Send>)>);

impl States {
    /// The value of a type.
    #[inline(always)]
    pub(crate) fn get<T: Any>(&self) -> Option<&T> {
        let (_, state) = self.0.iter().find(|s| s.0 == TypeId::of::<T>())?;
        // SAFETY: `set` has put a `T` behind this id, and nothing replaces what is in the box.
        Some(unsafe { &*(&raw const **state).cast::<T>() })
    }

    /// The same, to be changed.
    #[inline(always)]
    pub(crate) fn get_mut<T: Any>(&mut self) -> Option<&mut T> {
        let (_, state) = self.0.iter_mut().find(|s| s.0 == TypeId::of::<T>())?;
        // SAFETY: as in `get`.
        Some(unsafe { &mut *(&raw mut **state).cast::<T>() })
    }

    /// Puts a value in the place of the one of its type.
    pub(crate) fn set<T: Any + Send>(&mut self, state: T) {
        self.0.retain(|s| s.0 != TypeId::of::<T>());
        self.0.push((TypeId::of::<T>(), Box::new(state)));
    }
}
