-- What a photo looks like, in 64 bits (photo_look.h); null for those added before it was kept, and where a
-- picture of one colour looks like nothing. No personal text: nobody is told from it.
ALTER TABLE photo ADD COLUMN look int8;
