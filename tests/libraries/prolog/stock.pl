:- module(stock, [item/1, amount/2, spare/1]).
helper(apple).
item(X) :- helper(X).
amount(X, 3) :- helper(X).
spare(none).
