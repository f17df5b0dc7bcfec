//! Tests of the heap and its collector, through the API.
#![allow(unsafe_code)]

mod barrier;
mod limits;
mod model;
mod nursery;
mod references;
mod roots;
mod special;
