// A precompiled header needs one file to be compiled with.
